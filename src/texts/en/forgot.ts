import type { forgotPassword as jaPassword, forgotUserId as jaUserId } from '../ja/forgot.ts'

export const forgotPassword: typeof jaPassword = {
  title: 'Forgot your password?',
  lead: 'Do not worry. There are two ways to sign in again.',
  savedTitle: 'Look for a saved password',
  saved:
    'If your browser or phone has saved the password, you can choose it in the password field of the sign-in page.',
  letterTitle: 'Get a new letter',
  letter:
    'Please contact your health insurance society. After a check they will send a new letter to your registered address, with which you can set a new password.',
  haveLetter: 'I have a letter',
  back: 'Back to sign-in',
}

export const forgotUserId: typeof jaUserId = {
  title: 'Forgot your user ID?',
  lead: 'Do not worry. Here is how to find it.',
  mailTitle: 'Sign in with your e-mail address',
  mail: 'Your confirmed e-mail address works in place of the user ID. Enter it in the field “User ID” of the sign-in page.',
  letterTitle: 'Look at your letter',
  letter: 'If you did not change it at the first sign-in, your user ID is the one printed in your letter.',
  askTitle: 'Ask your society',
  ask: 'If you do not know your user ID, please contact your health insurance society.',
  back: 'Back to sign-in',
}
