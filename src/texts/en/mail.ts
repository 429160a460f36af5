import type { mail as ja } from '../ja/mail.ts'
import { recoveryMails } from './mail-recovery.ts'

const methods = {
  passkey: 'Biometrics',
  totp: 'One-time password (OTP) from an app',
  mailCode: 'One-time password (OTP) by e-mail',
}

export const mail: typeof ja = {
  ...recoveryMails,
  everyMail: {
    subject: (productName, title, time, count) =>
      `[${productName}] ${title} (${time}${count > 1 ? `, mail ${count}` : ''})`,
    greeting: (name) => `Dear ${name},`,
    fact: (name, value) => `${name}: ${value}`,
    until: (time) => `until ${time}`,
    unknownDevice: 'unknown',
    notMeLink: 'This was not me',
    notMe: (days) =>
      `No sign-in is needed. The button on the page that opens signs out every device and stops the account at once. The link works for ${days} days.`,
    sender: (address) => `This e-mail was sent automatically from ${address}. Replies are not read.`,
    neverAsked: 'We never ask for passwords or one-time passwords by telephone or e-mail.',
    bookmark: 'To sign in, open your usual bookmark, not a link in an e-mail.',
    desk: ({ societyName, name, phone, hours, mail }) =>
      [
        `Questions: ${name.startsWith(societyName) ? name : `${societyName} ${name}`}`,
        `Phone ${phone} (${hours})`,
        ...(mail === undefined ? [] : [`E-mail ${mail}`]),
      ].join('\n'),
  },
  confirmAddress: {
    title: 'Confirm your e-mail address',
    lead: (productName) => `One-time password to confirm your e-mail address for ${productName}`,
    enter: 'Enter these digits on the screen where you are.',
    orLink: 'Or choose "Confirm e-mail address" and press the button on the page that opens. Either one is enough.',
    link: 'Confirm e-mail address',
    linkIsOurs: (host) => `This link opens a page of ${host}. If a different page opens, close it and enter nothing.`,
    expires: 'Valid',
    at: 'Requested at',
    device: 'Requested from',
    notMine: (productName) =>
      `If you do not know ${productName}, please delete this e-mail and do nothing else. Nothing changes unless the address is confirmed.`,
  },
  proveCode: {
    title: 'Your one-time password',
    lead: (productName) => `One-time password to sign in to ${productName}`,
    enter:
      'Enter it only on a screen that you opened yourself. Do not tell it to anybody, not even the staff of your society.',
    expires: 'Valid',
    at: 'Requested at',
    device: 'Requested from',
    notMine: (productName) => `If you do not know ${productName}, please delete this e-mail.`,
    notMeAtAll: 'If you did not try to sign in, somebody else may know your password. Please contact us (see below).',
  },
  activated: {
    title: 'Your first sign-in is complete',
    lead: (title) => `Your first sign-in to ${title} is complete.`,
    at: 'Completed at',
    setUp: 'What was set up',
    userId: 'User ID',
    mail: 'E-mail address',
    password: 'Password',
    method: (method) => methods[method],
    join: (things) => things.join(', '),
    notMine: 'If this was not you, somebody else may have done it. You can stop the account at once with this link:',
  },
  changed: {
    titles: {
      password: 'Your password was changed',
      mail: 'Your e-mail address was changed',
      method: 'Your sign-in method was changed',
      device: 'Your registered devices were changed',
      userId: 'Your user ID was changed',
      frozen: 'Your account was stopped',
      restored: 'Your account is open again',
      recoveryCodes: 'Your recovery numbers were made anew',
      terms: 'Your consent to the terms of use was withdrawn',
    },
    lead: (title, what) => `${title}: ${what}.`,
    at: 'Changed at',
    frozen: 'Somebody told us “this was not me”. To be safe the account was stopped, and every device was signed out.',
    wayBack:
      'To open it again, sign in by your usual bookmark and confirm all the methods that you had set up. If you cannot use them, please contact us for a new letter.',
    restored:
      'The methods that had been set up, or a new letter, were confirmed. What was added after the moment in doubt was not put back.',
    mine: 'If you made this change yourself, there is nothing to do.',
    notMine: 'If this was not you, somebody else may have done it. You can stop the account at once with this link:',
  },
  locked: {
    titles: {
      password: 'Password entry is paused',
      letter: 'Entry of the numbers in your letter is paused',
      birthDate: 'Entry of the date of birth is paused',
      secondFactor: 'Entry of one-time passwords is paused',
      mailCode: 'Entry of one-time passwords is paused',
    },
    lead: (title) => `${title}: there were several tries that did not match, so we paused this for your safety.`,
    at: 'Paused at',
    until: 'Opens again',
    untilStaff: 'after you contact your society',
    mine: 'If it was you, please try again after that time.',
    sooner: 'To go on sooner, choose “Try again with a one-time password by e-mail” on the sign-in page.',
    otherWays: 'Browsers in which you signed in before, and passkeys, work as usual in the meantime.',
    askStaff: 'To open it again, please contact us (see below).',
    notMine: 'If it was not you: nobody has signed in. If you keep receiving this, please contact us (see below).',
    notMineWithPassword:
      'If it was not you, somebody may know your password. You can stop the account at once with this link:',
  },
  unlockCode: {
    title: 'One-time password to try your password again',
    lead: (productName) => `One-time password for trying your password again at ${productName}`,
    enter:
      'Enter it together with your password on the page that you opened yourself. Do not tell it to anybody, not even to staff of your society.',
    expires: 'Valid',
    at: 'Requested at',
    notMine: 'If this was not you, just delete this mail. Nobody can sign in with these digits alone.',
  },
  invitation: {
    title: 'Your first sign-in',
    lead: (society, title) =>
      `You can now use ${title} of ${society}. Please start your first sign-in with this link. It takes about ten minutes.`,
    prepare: 'To check who you are we ask for your date of birth. We never ask for a password.',
    link: 'Start the first sign-in',
    notMine: 'If you do not know what this is about, please delete this mail. Nothing will change.',
  },
  frozenMember: {
    title: 'A member’s account was stopped',
    lead: (title) =>
      `${title}: a member told us “this was not me”, and that account was stopped. Every device was signed out.`,
    at: 'Stopped at',
    list: (command) =>
      `To protect personal data this mail does not say whose account it is. Please ask your operator to run:\n${command}`,
    next: 'If the member cannot open it again with the methods that were set up, please check who they are and have a new letter issued by two people.',
  },
}
