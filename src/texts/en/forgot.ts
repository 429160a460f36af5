import type * as ja from '../ja/forgot.ts'
import { common } from './common.ts'

const errors: typeof ja.forgotPassword.errors = {
  userIdMissing: 'Enter your user ID.',
  birthDateMissing: 'Enter your date of birth.',
  birthDateShape: 'Enter the date of birth as eight digits, for example 19790822 for 22 August 1979.',
  mailMissing: 'Enter your registered e-mail address.',
  mailInvalid: 'This is not a valid e-mail address. Please check it for mistakes.',
}

export const forgotPassword: typeof ja.forgotPassword = {
  title: 'Forgot your password?',
  lead: 'Enter your user ID. We will tell you how to set a new password.',
  userId: 'User ID',
  userIdOrMailHint:
    'You may also enter your confirmed e-mail address. If your passkey does not work any more, go on here too.',
  submit: 'Send',
  sent: 'Please check your mail now: it holds the next steps.',
  sentFrom: (sender) => `The mail comes from ${sender}.`,
  sentHelp:
    'If no mail arrives, look into the spam folder and at the domain filter. Nothing is sent if you have no confirmed e-mail address.',
  moreHelp: 'If the mail does not arrive',
  othersTitle: 'If you cannot receive mail',
  saved:
    'If your browser or phone has saved the password, you can choose it in the password field of the sign-in page.',
  letter:
    'If your registered address does not work any more, please contact your health insurance society. After a check they will send a new letter to your registered postal address.',
  otherWays: 'Lost something, or it does not work?',
  unknownId: 'Forgot your user ID too?',
  back: 'Back to sign-in',
  errors,
}

export const forgotUserId: typeof ja.forgotUserId = {
  title: 'Forgot your user ID?',
  lead: 'Enter your date of birth and e-mail address. We will send you your user ID.',
  birthDate: 'Date of birth',
  birthDateHint: '(for example 19790822)',
  mail: 'Your registered e-mail address',
  submit: 'Send',
  back: 'Back to sign-in',
  sent: 'A mail was sent to this address.',
  sentTo: (address) => `Your e-mail address: ${address}`,
  sentNext: 'Please sign in with the user ID in the mail.',
  sentHelp: (sender) =>
    `The mail comes from ${sender}. Please allow mails from the domain that your society has named. Nothing is sent if what you entered differs from our records.`,
  byMail: 'You can also sign in with your confirmed e-mail address in place of the user ID.',
  ask: 'If you do not know the address either, please contact your health insurance society.',
  errors,
}

export const reset: typeof ja.reset = {
  title: 'Reset your password',
  lead: 'You are about to set a new password. Press the button, and we will ask for what is needed to be sure that it is you.',
  submit: 'Reset password',
  notMine: 'If this was not you, close this page and press nothing. Nothing changes unless the button is pressed.',
  deadTitle: 'This link does not work',
  dead: 'It is too old or was used already. It also ends when you sign in or when your address changes. Please ask again from the start.',
  again: 'Ask again',
}

export const recover: typeof ja.recover = {
  title: 'Setting up again',
  lead: {
    twoKinds: 'We are sure that it is you. If you go on, these will not work any more, and you set up new ones.',
    direct:
      'The link of the mail was confirmed. If you go on, these will not work any more, and you set up the app and the password anew.',
    letter:
      'Your new letter was confirmed. If you go on, these will not work any more, and you set up everything anew.',
  },
  factors: {
    password: 'Your former password',
    passkey: 'Your former passkeys',
    totp: 'Your former authenticator apps',
    mailCode: 'One-time passwords by e-mail',
    recoveryCode: 'Recovery number',
    letter: 'Letter',
    computed: 'The first password',
  },
  told: 'We will tell your confirmed e-mail address about this.',
  submit: 'Go on',
  stop: 'If you do not want to go on, press “Stop here” at the top right. Nothing changes.',
}

export const recoveryCode: typeof ja.recoveryCode = {
  title: 'Enter a recovery number',
  lead: 'Enter the recovery number from the lower half of your letter or from the codes that you have put away.',
  label: 'Recovery number',
  hint: 'Digits only; spaces and hyphens do not matter.',
  submit: 'Next',
  name: 'Recovery number (lower half of the letter, or saved codes)',
  errors: {
    missing: 'Enter the recovery number.',
    shape: 'A recovery number has 20 digits (letter) or 12 digits (saved codes).',
    wrong: 'The recovery number is not right. Please compare it with your paper. A saved code works once.',
    tooMany: common.tooMany,
  },
}

export const lost: typeof ja.lost = {
  link: 'Lost it, or it does not work',
  title: 'Lost it, or it does not work?',
  lead: 'This is how to go on without what you usually sign in with.',
  names: {
    passkey: 'My passkey is lost or does not work',
    totp: 'My authenticator app is lost or does not work',
    mailCode: 'I cannot receive the mail',
  },
  ways: {
    password: 'your password',
    passkey: 'a passkey',
    totp: 'a code from your authenticator app',
    mailCode: 'a one-time password sent to your registered e-mail address',
    recoveryCode: 'a recovery number (lower half of the letter, or saved codes)',
    letter: 'a new letter',
    computed: 'the first password',
  },
  or: ', or ',
  goesOn: (ways) => `If you go on, we ask for one of these: ${ways}`,
  needsLetter: 'To go on you need a new letter from your health insurance society.',
  generic: [
    {
      title: 'I forgot my password',
      text: 'We send a link to your registered address. The page it opens asks for your app, passkey or recovery number as well, and then for a new password.',
    },
    {
      title: 'I lost or changed my phone',
      text: 'Sign in with user ID and password and press “Lost it, or it does not work” on the next page. A one-time password by e-mail confirms that it is you, and you set up the new device. If you have no password, go on by “Forgot your password?”.',
    },
    {
      title: 'My registered address does not work',
      text: 'If you can sign in with password and app, or with a passkey: sign in, then give the new address under “Change e-mail” in your profile. Otherwise you need a new letter.',
    },
    {
      title: 'I have none of these',
      text: 'Please contact your health insurance society. After a check they will send a new letter to your registered postal address.',
    },
  ],
  direct: 'If you know your user ID, “Forgot your password?” sets up app and password anew in one go.',
  signedIn:
    'You are signed in, and can go on using the portal without changing anything. To set up what you lost, sign out and sign in again.',
  toSignOut: 'Go to sign out',
  toReset: 'Forgot your password?',
  toUserId: 'Forgot your user ID?',
  toLetter: 'I have a letter',
  back: 'Back to the page before',
}
