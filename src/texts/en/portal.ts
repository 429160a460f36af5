import type { portal as jaPortal, signOut as jaSignOut } from '../ja/portal.ts'

export const portal: typeof jaPortal = {
  greeting: (name) => `Hello, ${name}`,
  serviceEyebrow: 'Service',
  services: 'Services',
  noServices: 'The services you can use will appear here as soon as they are ready.',
  activated: 'Everything is set up. Thank you for registering.',
  lockedTitle: 'One thing left: your sign-in method',
  locked: (what) => `The services open as soon as this is done: ${what}.`,
  lockedUntil: (day: string) => `After ${day} a new letter is needed to carry on. Please finish the set-up before.`,
  heldTitle: 'Your society is checking',
  held: 'Your society is checking the registration. The services open when that is done; there is nothing you need to do.',
  heldTile: 'Opens once your society has checked',
  lockedTile: 'Opens once your sign-in method is set up',
  missing: {
    passkey: 'setting up biometrics',
    totp: 'setting up your authenticator app',
    mailCode: 'setting up one-time passwords by e-mail',
  },
  pendingMailTitle: 'Please confirm your e-mail address',
  pendingMail: (address: string) =>
    `${address} is not confirmed yet. Until then it cannot be used to sign in, and nothing important is sent to it.`,
  pendingMailAction: 'Confirm the address',
  goOn: 'Set up your sign-in method',
  signInAgainTitle: 'Please sign in again',
  signInAgain: 'You signed in more than 12 hours ago. For your safety, please sign in again before you use a service.',
  signInAgainAction: 'Sign in again',
  signInAgainTile: 'Available after you sign in again',
  fewCodes: (left) => `Recovery numbers left: ${left}.`,
  fewCodesAction: 'Make new ones',
  oneMethod: 'You have one way to sign in. With a second one you are safe if you lose your device.',
}

export const signOut: typeof jaSignOut = {
  title: 'Sign out',
  question: 'Do you want to sign out?',
  text: 'On a shared computer, please always sign out.',
  missingTitle: 'One thing left: your sign-in method',
  missing: 'Your sign-in method is not set up yet. If you sign out now, you can carry on after the next sign-in.',
  missingUntil: (day: string) => `Please do it by ${day}. After that a new letter is needed.`,
  submit: 'Sign out',
  cancel: 'Cancel',
}
