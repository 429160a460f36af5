import type { history as jaHistory, notMe as jaNotMe, restore as jaRestore, visits as jaVisits } from '../ja/history.ts'

const things: Readonly<Record<string, string>> = {
  password: 'password',
  passkey: 'passkey',
  totp: 'code of the authenticator app',
  mailCode: 'mailed code',
  recoveryCode: 'recovery number',
  letter: 'number of the letter',
  birthDate: 'date of birth',
  secondFactor: 'one-time password',
}
const devices: Readonly<Record<string, string>> = { totp: 'authenticator app', passkey: 'passkey' }
const methods: Readonly<Record<string, string>> = {
  passkey: 'passkey',
  totp: 'authenticator app',
  mailCode: 'mailed codes',
}
const named = (words: Readonly<Record<string, string>>, key: unknown, otherwise: string): string =>
  words[String(key)] ?? otherwise

const sentences: typeof jaHistory.sentences = {
  'account.changed': () => 'Your society updated its records (such as your name)',
  'account.closed': () => 'Your society closed the account',
  'account.reopened': () => 'Your society opened the account again',
  'account.frozen': () => 'The account was stopped because of “this was not me”',
  'account.restored': ({ by }) =>
    by === 'letter' ? 'A new letter opened the account again' : 'You opened the account again',
  'address.changed': () => 'Your society registered the postal address',
  'attempt.failed': ({ kind }) => `A ${named(things, kind, 'value')} did not match`,
  'attempt.locked': ({ kind }) => `Entry of the ${named(things, kind, 'value')} was paused after several tries`,
  'attempt.unlocked': () => 'Your society opened a paused entry again',
  'computed.opened': () => 'A first sign-in with symbol, number and date of birth began',
  'device.removed': ({ factor }) =>
    factor === 'mailCode' ? 'Mailed codes were deleted' : `A device was deleted (${named(devices, factor, 'device')})`,
  'device.renamed': ({ factor }) => `A device was renamed (${named(devices, factor, 'device')})`,
  'factor.proven': ({ factor }) => `Confirmed: ${named(things, factor, 'identity')}`,
  'hold.released': () => 'Your society opened the services',
  'language.chosen': () => 'The language was changed',
  'letter.cancelled': () => 'A letter was cancelled',
  'letter.issued': () => 'A letter was issued',
  'letter.opened': ({ by }) =>
    by === 'mail' ? 'The e-mail for the first sign-in was opened' : 'The numbers of a letter were entered',
  'letter.returned': () => 'A letter came back by post and works no more',
  'mail.changed': () => 'The e-mail address was changed',
  'mail.codeSent': () => 'A confirmation mail was sent',
  'mail.declined': () => 'No e-mail address was given',
  'mail.submitted': () => 'An e-mail address was entered',
  'mail.verified': () => 'The e-mail address was confirmed',
  'mailCode.bound': () => 'Mailed codes were set up',
  'method.chosen': ({ method }) => `The sign-in method was set to ${named(methods, method, 'another one')}`,
  'passkey.bound': () => 'A passkey was registered',
  'passkey.counterRolledBack': () => 'A passkey was used in an unusual way',
  'passkey.named': () => 'A passkey was given a name',
  'password.changed': () => 'The password was changed',
  'password.set': () => 'A password was set',
  'recovery.asked': () => 'Somebody asked for a new password',
  'recovery.granted': () => 'The sign-in methods were set up again',
  'recovery.linkUsed': () => 'The link to reset the password was used',
  'recoveryCodes.made': () => 'Recovery codes were made',
  'recoveryCodes.spent': () => 'A recovery code was used',
  'recoveryPaper.kept': () => 'You confirmed that the recovery paper is kept',
  'terms.accepted': () => 'The terms were accepted',
  'terms.withdrawn': () => 'Consent to the terms was withdrawn',
  'totp.bound': () => 'An authenticator app was registered',
  'userId.asked': () => 'Somebody asked for the user ID',
  'userId.changed': () => 'The user ID was changed',
  'userId.chosen': () => 'A user ID was chosen',
  'visit.ended': ({ which }) =>
    which === 'one' ? 'One other device was signed out' : 'All other devices were signed out',
  'visit.opened': () => 'A sign-in began',
  'visit.signedOut': () => 'Signed out',
}

export const history: typeof jaHistory = {
  menu: 'Sign-in history',
  title: 'Sign-in history',
  lead: 'What was done with this account, the newest first.',
  notMeWhy:
    'If you do not recognise something, choose “This was not me”. The next page lets you stop the account at once.',
  sentences,
  here: 'This device (now)',
  unknownDevice: 'Unknown device',
  noDevice: 'Outside of a sign-in',
  notMe: 'This was not me',
  notMeOf: (what, at) => `This was not me (${at} ${what})`,
  none: 'There is nothing yet.',
  older: 'Show what happened before',
  newest: 'Back to the newest',
  toVisits: 'See where you are signed in',
}

export const visits: typeof jaVisits = {
  menu: 'Signed-in devices',
  title: 'Signed-in devices',
  lead: 'The devices (browsers) that are signed in now. You can sign out those that you no longer use or do not recognise.',
  here: 'This device',
  half: 'Sign-in not complete',
  halfWhy: 'Not everything was confirmed. If you do not recognise it, somebody may know your password.',
  unknown: 'Unknown device',
  startedAt: (time) => `Signed in ${time}`,
  lastSeenAt: (time) => `Last used ${time}`,
  end: 'Sign out',
  endOf: (browser, time) => `Sign out ${browser} (signed in ${time})`,
  endHere: 'Sign out',
  endOthers: 'Sign out all other devices',
  onlyHere: 'No other device is signed in.',
  done: { one: 'Signed out.', others: 'All other devices were signed out.' },
  gone: 'That device is signed out already.',
  notMe: 'If there was a device that you do not recognise, please look at the history too.',
  toHistory: 'See the sign-in history',
}

export const notMe: typeof jaNotMe = {
  title: 'This was not me',
  lead: 'If something was done that you do not recognise, you can stop the account at once.',
  at: 'When it happened',
  whatTitle: 'If you press “Stop the account”',
  what: [
    'Every device is signed out.',
    'Nobody can sign in until you have confirmed who you are.',
    'Your society and your registered e-mail address are told.',
  ],
  back: 'To open it again you need all the methods that were set up before this happened, or a new letter. A method or password that was changed around that time does not help.',
  submit: 'Stop the account',
  mine: 'If it was you, just close this page. Nothing changes.',
  toHistory: 'Back to the sign-in history',
  frozenTitle: 'The account is stopped',
  frozen: 'Every device was signed out. Nobody can sign in now.',
  nextTitle: 'What to do next',
  next: [
    'If the methods that were set up before this happened still work: sign in and confirm all of them. The account opens again. Then change your password.',
    'If they do not work, or were changed around that time: please contact your society. They check who you are and send a new letter.',
    'If somebody may read your e-mail: change the password of your mailbox, too.',
  ],
  toSignIn: 'Open it again (sign in)',
  contact: 'Contact your society',
  restoredTitle: 'This link does nothing any more',
  restored:
    'The account was opened again after this link was made. If there is something new that you do not recognise, please sign in and use the sign-in history.',
  closedTitle: 'This account is closed',
  closed: 'There is nothing to stop. If you have questions, please contact your society.',
  expiredTitle: 'This link has expired',
  expired: 'Please sign in and use the sign-in history, or contact your society.',
  unknownTitle: 'This link is not valid',
  unknown: 'Please open the link of the mail again, or contact your society.',
}

export const restore: typeof jaRestore = {
  title: 'Open the account again',
  lead: {
    ownFactors: 'We have confirmed who you are. Press the button to open the account again.',
    letter: 'Your new letter was accepted. Press the button to open the account and set up your sign-in again.',
  },
  gone: {
    ownFactors:
      'Whatever was registered since the moment in doubt (devices, password, e-mail address) is deleted to be safe.',
    letter: 'The password and all devices that were registered are deleted to be safe.',
  },
  submit: 'Open it again',
  banner:
    'The account is stopped because of “this was not me”. To open it again, please confirm all the methods that you had set up.',
  done: 'The account is open again. To be safe, please change your password now and check that you know every device.',
}
