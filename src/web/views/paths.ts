/** The addresses that pages link to. Routes are registered under the same constants, so that no link goes astray. */
export const paths = {
  top: '/',
  signIn: '/sign-in',
  letter: '/letter',
  invitation: '/invitation',
  birthDate: '/birth-date',
  terms: '/terms',
  termsDeclined: '/terms/declined',
  termsVersions: '/terms/versions',
  termsWithdrawn: '/terms/withdrawn',
  mail: '/mail',
  mailCode: '/mail/code',
  mailState: '/mail/state',
  mailAfterwards: '/mail/verify',
  mailLink: '/mail/link',
  method: '/method',
  password: '/password',
  enrolPasskey: '/enrol/passkey',
  passkeyName: '/enrol/passkey/name',
  enrolTotp: '/enrol/totp',
  enrolTotpQr: '/enrol/totp/qr.png',
  provePassword: '/password/confirm',
  passkey: '/passkey',
  otp: '/otp',
  mailOtp: '/mail-otp',
  recoveryPaper: '/recovery-paper',
  recoveryPaperFile: '/recovery-paper/codes.txt',
  portal: '/portal',
  profile: '/profile',
  profileMail: '/profile/mail',
  profileMailCode: '/profile/mail/code',
  profileMailState: '/profile/mail/state',
  profileTerms: '/profile/terms',
  signInMethods: '/sign-in-methods',
  changePassword: '/sign-in-methods/password',
  addTotp: '/sign-in-methods/totp',
  addTotpQr: '/sign-in-methods/totp/qr.png',
  recoveryCodes: '/sign-in-methods/recovery-codes',
  recoveryCodesFile: '/sign-in-methods/recovery-codes/codes.txt',
  addPasskey: '/sign-in-methods/passkey',
  devices: '/sign-in-methods/device',
  signOut: '/sign-out',
  stay: '/stay',
  resume: '/resume',
  unlock: '/sign-in/unlock',
  refused: '/refused',
  forgotPassword: '/forgot-password',
  forgotUserId: '/forgot-user-id',
  reset: '/reset',
  recover: '/recover',
  restore: '/restore',
  visits: '/visits',
  history: '/history',
  notMe: '/not-me',
  recoveryCode: '/recovery-code',
  lost: '/lost',
  help: '/help',
  societyCss: '/assets/society.css',
  icon: '/favicon.ico',
} as const

/** The questions of the help, by what they are about; each has a place of its own on the page (FAQ). */
export type HelpTopic =
  | 'user-id'
  | 'new-user-id'
  | 'mail'
  | 'password'
  | 'locked'
  | 'password-rule'
  | 'refused'
  | 'code'
  | 'wrong-code'
  | 'two-devices'
  | 'old-device'
  | 'name'
  | 'lost-device'
  | 'computer'

/** One published version of the terms. */
export const termsAt = (version: number): string => `${paths.termsVersions}/${version}`

export const helpAt = (topic: HelpTopic): string => `${paths.help}#${topic}`
