import type { signIn as ja } from '../ja/sign-in.ts'
import { common } from './common.ts'

export const signIn: typeof ja = {
  title: 'Sign in',
  lead: 'You are signing in to the services for insured persons and their dependants.',
  userId: 'User ID',
  userIdHint: 'Upper or lower case, full or half width: it does not matter.',
  userIdOrMailHint: 'You can use your confirmed e-mail address instead of the user ID.',
  password: 'Password',
  rememberMe: 'Remember me',
  rememberMeHint: 'Saves typing your user ID next time. Please do not use this on a shared computer.',
  submit: 'Sign in',
  forgotPassword: 'Forgot your password?',
  forgotUserId: 'Forgot your user ID?',
  backToPortal: 'Back to the portal',
  formerTitle: 'You have used the former service',
  formerText:
    'Your user ID is the same as before. The password has been reset to your symbol (記号), number (番号) and date of birth (eight digits), one after the other.',
  formerWhere:
    'You find symbol and number on your notice of entitlement (資格情報のお知らせ), on your certificate (資格確認書), or in Mynaportal.',
  letterTitle: 'First time here? (You have a letter)',
  letterText: 'Use the numbers in your letter for the first sign-in.',
  letterAction: 'First sign-in',
  errors: {
    userIdMissing: 'Enter your user ID.',
    passwordMissing: 'Enter your password.',
    invalid: 'Invalid user ID or password.',
    tooMany: common.tooMany,
    busy: common.busy,
    passkeyExpired: 'Time ran out. Please use your passkey again.',
    passkeyRefused:
      'The passkey could not be confirmed: it is not registered here, or it was deleted. Please use a registered device, or sign in with user ID and password.',
  },
  invalidAdvice: 'The user ID or the password may contain a mistake. Please check both.',
  notices: {
    setUpMethod: 'To set up your sign-in method, please sign in again with the password you have just set.',
    signedOut: 'You have signed out.',
    visitEnded: 'You were signed out because nothing happened for a while. Please sign in again.',
    alreadyActivated: 'Your first sign-in is already done. Please sign in here.',
    mailConfirmed: 'Your e-mail address is confirmed. Please sign in here.',
  },
  rememberMeSessionHint:
    'Keeps you signed in in this browser for 14 days. Before you use a service we ask you to sign in again every 12 hours. Please do not use this on a shared computer.',
  lockedTitle: 'What you can do now',
  lockedWait: (time) => `It opens by itself after ${time}. You need not do anything.`,
  lockedStaff: 'It does not open with time. Please contact us (see below); we open it once we know that it is you.',
  lockedMail:
    'If you have a confirmed e-mail address, we send a one-time password (six digits) to it. Enter it with your password to try again right away.',
  lockedMailAction: 'Try again with a one-time password by e-mail',
  lockedOtherWays: 'Browsers in which you signed in before, and passkeys, work as usual.',
  lockedDesk: (desk, phone) => `If you need help, please contact ${desk} (phone ${phone}).`,
}
