import type { mailCode as jaCode, mailLink as jaLink, mailOtp as jaOtp } from '../ja/mail-code.ts'
import { common } from './common.ts'

export const mailCode: typeof jaCode = {
  title: 'Confirm your e-mail address',
  sent: (address) => `We sent a confirmation mail to ${address}.`,
  todo: 'Enter the six digits from the mail, or press “Confirm e-mail address” in the mail.',
  resent: 'We sent the mail again.',
  sender: 'From',
  subject: 'Subject',
  to: 'To',
  code: 'One-time password',
  codeHint: (minutes) => `The six digits in the mail. They are valid for ${spell(minutes)}.`,
  submit: 'Continue',
  waiting: 'When you press “Confirm e-mail address” in the mail, this page moves on by itself.',
  confirmed: 'Confirmed. Taking you to the next page.',
  goOn: 'I have confirmed it, go on',
  notArrived: 'If the mail does not arrive',
  help: [
    'Look into your spam folder.',
    'Check the filter settings for incoming mail.',
    'If your mail app groups mails into conversations, the new mail may be hidden inside an older one.',
    'Check that the e-mail address above is right.',
  ],
  resend: 'Send again',
  resendInSeconds: (seconds) => `You can send it again in ${seconds} seconds.`,
  resendsLeft: (left) =>
    `You can send it again ${left} more ${left === 1 ? 'time' : 'times'}. The digits that arrived first stay good.`,
  noResendsLeft: 'It cannot be sent again any more.',
  otherAddress: 'Use a different e-mail address',
  errors: {
    missing: 'Enter the six digits from the mail.',
    shape: 'Enter six digits.',
    wrong: 'This one-time password is not right. Please look at the six digits in the newest mail.',
    expired: 'It has expired. Press “Send again” and enter the digits from the new mail.',
    tooMany: common.tooMany,
    notYet: 'Not confirmed yet. Press “Confirm e-mail address” in the mail, or enter the six digits.',
    resendTooEarly: 'We have only just sent it. Please wait a little before you press “Send again”.',
    resendLimit: 'It cannot be sent again. Please look at the mails that arrived, or use a different e-mail address.',
  },
}

export const mailOtp: typeof jaOtp = {
  title: 'One-time password (OTP) by e-mail',
  lead: 'Enter the one-time password that you received.',
  resendHint: 'If the mail does not arrive, choose “Send again”.',
  sendLead: 'We will send a one-time password to your registered e-mail address.',
  send: 'Send a one-time password',
  resendLimit:
    'It cannot be sent again for now. Please enter the digits from a mail that arrived, or try again in about an hour.',
  insteadLead: 'If you do not want to use e-mail',
  lostTitle: 'Can you no longer use this e-mail address?',
  lost: 'If you cannot receive mail at your registered address, please contact your health insurance society. After a check they will send you a letter with which you can set it up again.',
}

/** The verification for which the sitting did not wait (CON-03). */
export const mailAfterwards = {
  title: 'Confirm your e-mail address',
  lead: (address: string) =>
    `We send a mail to ${address}. Type its six digits, or press the button in the mail, and the address is confirmed.`,
  send: 'Send the mail',
  stale: 'To correct the address, please sign in once more.',
  signInAgain: 'Sign in again',
  wrongAddress: 'Correct the address',
}

export const mailLink: typeof jaLink = {
  title: 'Confirm e-mail address',
  lead: 'We are checking that you receive mail at this address. If it is yours, press the button.',
  submit: 'Confirm e-mail address',
  notMine: 'If you do not know what this is about, just close this page. Nothing happens unless you press the button.',
  confirmedTitle: 'Your e-mail address is confirmed',
  confirmed: 'Go back to your first screen and carry on. It moves on by itself.',
  confirmedByHand: 'If it does not, press “I have confirmed it, go on” there.',
  firstScreenClosed:
    'If you have closed that screen, start again with your letter or by signing in. You will carry on where you stopped.',
  canClose: 'You can close this page.',
  expiredTitle: 'This link has expired',
  expired: 'Press “Send again” on your first screen. We will send a new mail.',
  usedTitle: 'This link has already been used',
  used: 'Your e-mail address is confirmed. Go back to your first screen and carry on.',
  replacedTitle: 'This link no longer works',
  replaced:
    'You have moved on, or the e-mail address has changed. Look at the newest mail, or go back to your first screen.',
  unknownTitle: 'We could not read this link',
  unknown: 'A part of the link may be missing. Enter the six digits from the mail on your first screen instead.',
}

function spell(minutes: number): string {
  const [n, unit] = minutes >= 60 ? [Math.floor(minutes / 60), 'hour'] : [minutes, 'minute']
  return `${n} ${unit}${n === 1 ? '' : 's'}`
}
