import type { Locale } from './codes.ts'
import { again as enAgain } from './en/again.ts'
import { birthDate as enBirthDate } from './en/birth-date.ts'
import { common as enCommon } from './en/common.ts'
import { devices as enDevices } from './en/devices.ts'
import { enrolTotp as enEnrolTotp } from './en/enrol-totp.ts'
import { forbiddenSigns as enForbiddenSigns } from './en/forbidden-signs.ts'
import {
  forgotPassword as enForgotPassword,
  forgotUserId as enForgotUserId,
  lost as enLost,
  recover as enRecover,
  recoveryCode as enRecoveryCode,
  reset as enReset,
} from './en/forgot.ts'
import { frame as enFrame } from './en/frame.ts'
import { help as enHelp } from './en/help.ts'
import { history as enHistory, notMe as enNotMe, restore as enRestore, visits as enVisits } from './en/history.ts'
import { letter as enLetter } from './en/letter.ts'
import { mailAddress as enMailAddress } from './en/mail-address.ts'
import {
  mailAfterwards as enMailAfterwards,
  mailCode as enMailCode,
  mailLink as enMailLink,
  mailOtp as enMailOtp,
} from './en/mail-code.ts'
import { message as enMessage } from './en/message.ts'
import { method as enMethod } from './en/method.ts'
import { notices as enNotices } from './en/notices.ts'
import { otp as enOtp } from './en/otp.ts'
import { passkey as enPasskey } from './en/passkey.ts'
import { password as enPassword } from './en/password.ts'
import { portal as enPortal, signOut as enSignOut } from './en/portal.ts'
import { profile as enProfile, profileMail as enProfileMail } from './en/profile.ts'
import { provePassword as enProvePassword } from './en/prove-password.ts'
import { recoveryPaper as enRecoveryPaper } from './en/recovery-paper.ts'
import { refused as enRefused } from './en/refused.ts'
import { signIn as enSignIn } from './en/sign-in.ts'
import { signInMethods as enSignInMethods } from './en/sign-in-methods.ts'
import {
  profileTerms as enProfileTerms,
  terms as enTerms,
  termsDeclined as enTermsDeclined,
  termsVersions as enTermsVersions,
  termsWithdrawn as enTermsWithdrawn,
} from './en/terms.ts'
import { top as enTop } from './en/top.ts'
import { unlock as enUnlock } from './en/unlock.ts'
import { again as jaAgain } from './ja/again.ts'
import { birthDate as jaBirthDate } from './ja/birth-date.ts'
import { common as jaCommon } from './ja/common.ts'
import { devices as jaDevices } from './ja/devices.ts'
import { enrolTotp as jaEnrolTotp } from './ja/enrol-totp.ts'
import { forbiddenSigns as jaForbiddenSigns } from './ja/forbidden-signs.ts'
import {
  forgotPassword as jaForgotPassword,
  forgotUserId as jaForgotUserId,
  lost as jaLost,
  recover as jaRecover,
  recoveryCode as jaRecoveryCode,
  reset as jaReset,
} from './ja/forgot.ts'
import { frame as jaFrame } from './ja/frame.ts'
import { help as jaHelp } from './ja/help.ts'
import { history as jaHistory, notMe as jaNotMe, restore as jaRestore, visits as jaVisits } from './ja/history.ts'
import { letter as jaLetter } from './ja/letter.ts'
import { mailAddress as jaMailAddress } from './ja/mail-address.ts'
import {
  mailAfterwards as jaMailAfterwards,
  mailCode as jaMailCode,
  mailLink as jaMailLink,
  mailOtp as jaMailOtp,
} from './ja/mail-code.ts'
import { message as jaMessage } from './ja/message.ts'
import { method as jaMethod } from './ja/method.ts'
import { notices as jaNotices } from './ja/notices.ts'
import { otp as jaOtp } from './ja/otp.ts'
import { passkey as jaPasskey } from './ja/passkey.ts'
import { password as jaPassword } from './ja/password.ts'
import { portal as jaPortal, signOut as jaSignOut } from './ja/portal.ts'
import { profile as jaProfile, profileMail as jaProfileMail } from './ja/profile.ts'
import { provePassword as jaProvePassword } from './ja/prove-password.ts'
import { recoveryPaper as jaRecoveryPaper } from './ja/recovery-paper.ts'
import { refused as jaRefused } from './ja/refused.ts'
import { signIn as jaSignIn } from './ja/sign-in.ts'
import { signInMethods as jaSignInMethods } from './ja/sign-in-methods.ts'
import {
  profileTerms as jaProfileTerms,
  terms as jaTerms,
  termsDeclined as jaTermsDeclined,
  termsVersions as jaTermsVersions,
  termsWithdrawn as jaTermsWithdrawn,
} from './ja/terms.ts'
import { top as jaTop } from './ja/top.ts'
import { unlock as jaUnlock } from './ja/unlock.ts'

export type { Locale } from './codes.ts'

const ja = {
  again: jaAgain,
  birthDate: jaBirthDate,
  common: jaCommon,
  devices: jaDevices,
  enrolTotp: jaEnrolTotp,
  forbiddenSigns: jaForbiddenSigns,
  forgotPassword: jaForgotPassword,
  forgotUserId: jaForgotUserId,
  frame: jaFrame,
  help: jaHelp,
  history: jaHistory,
  letter: jaLetter,
  lost: jaLost,
  mailAddress: jaMailAddress,
  mailAfterwards: jaMailAfterwards,
  mailCode: jaMailCode,
  mailLink: jaMailLink,
  mailOtp: jaMailOtp,
  message: jaMessage,
  method: jaMethod,
  notices: jaNotices,
  notMe: jaNotMe,
  otp: jaOtp,
  passkey: jaPasskey,
  password: jaPassword,
  portal: jaPortal,
  profile: jaProfile,
  profileMail: jaProfileMail,
  profileTerms: jaProfileTerms,
  signOut: jaSignOut,
  provePassword: jaProvePassword,
  recover: jaRecover,
  recoveryCode: jaRecoveryCode,
  recoveryPaper: jaRecoveryPaper,
  reset: jaReset,
  restore: jaRestore,
  refused: jaRefused,
  signIn: jaSignIn,
  signInMethods: jaSignInMethods,
  terms: jaTerms,
  termsDeclined: jaTermsDeclined,
  termsVersions: jaTermsVersions,
  termsWithdrawn: jaTermsWithdrawn,
  top: jaTop,
  unlock: jaUnlock,
  visits: jaVisits,
}

/** Every sentence of the pages, by screen. Japanese gives the shape: a key that English lacks does not compile. */
export type Texts = typeof ja

const en: Texts = {
  again: enAgain,
  birthDate: enBirthDate,
  common: enCommon,
  devices: enDevices,
  enrolTotp: enEnrolTotp,
  forbiddenSigns: enForbiddenSigns,
  forgotPassword: enForgotPassword,
  forgotUserId: enForgotUserId,
  frame: enFrame,
  help: enHelp,
  history: enHistory,
  letter: enLetter,
  lost: enLost,
  mailAddress: enMailAddress,
  mailAfterwards: enMailAfterwards,
  mailCode: enMailCode,
  mailLink: enMailLink,
  mailOtp: enMailOtp,
  message: enMessage,
  method: enMethod,
  notices: enNotices,
  notMe: enNotMe,
  otp: enOtp,
  passkey: enPasskey,
  password: enPassword,
  portal: enPortal,
  profile: enProfile,
  profileMail: enProfileMail,
  profileTerms: enProfileTerms,
  signOut: enSignOut,
  provePassword: enProvePassword,
  recover: enRecover,
  recoveryCode: enRecoveryCode,
  recoveryPaper: enRecoveryPaper,
  reset: enReset,
  restore: enRestore,
  refused: enRefused,
  signIn: enSignIn,
  signInMethods: enSignInMethods,
  terms: enTerms,
  termsDeclined: enTermsDeclined,
  termsVersions: enTermsVersions,
  termsWithdrawn: enTermsWithdrawn,
  top: enTop,
  unlock: enUnlock,
  visits: enVisits,
}

const catalogues: Record<Locale, Texts> = { ja, en }

/** The sentences of one language. */
export function texts(locale: Locale): Texts {
  return catalogues[locale]
}
