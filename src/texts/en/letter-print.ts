import type { LetterMail } from '../codes.ts'
import type { letterPrint as ja } from '../ja/letter-print.ts'

const address: Record<LetterMail, string> = {
  code: 'Read the terms of use, and enter the 6-digit number that we send to your e-mail address.',
  afterwards: 'Read the terms of use, and enter your e-mail address.',
  optional: 'Read the terms of use, and enter your e-mail address if you have one.',
}

export const letterPrint: typeof ja = {
  title: 'Web services of your health insurance society',
  addressee: (name) => name,
  issued: 'Date',
  desk: 'Questions',
  phone: 'Phone',
  hours: 'Hours',
  mail: 'E-mail',
  lead: (title, mail) => [
    `You can use “${title}” on a smartphone or a computer.`,
    'To sign in for the first time, you need the numbers below and your own date of birth.',
    `${mail === 'optional' ? '' : 'Have an e-mail address ready at which you receive mail. '}It takes about 10 minutes.`,
  ],
  scanTitle: 'On a smartphone',
  scan: 'Scan this with the camera.',
  qrLabel: 'QR code that opens the first sign-in',
  typeTitle: 'On a computer',
  type: 'Type this into the address bar of your browser.',
  userId: 'User ID (temporary)',
  letterCode: 'Confirmation number',
  expires: 'Valid',
  until: (day) => `until ${day}`,
  safeTitle: 'Beware of false e-mails and telephone calls',
  safe: (host, sender) => [
    `Enter your numbers only on pages with the address ${host}.`,
    `Our e-mails come from ${sender}.`,
    'We never ask for passwords or confirmation numbers by telephone or e-mail.',
  ],
  cut: 'Cut here',
  recoveryTitle: 'Cut off the lower half and keep it in a safe place',
  recoveryNumber: 'Recovery number',
  recovery: [
    'It helps you to sign in again, for example when you have lost your smartphone.',
    'Nobody can sign in with this number alone. It only works together with your e-mail.',
    'It does not work until your first sign-in is complete.',
    'Do not take a picture of it, and do not tell it to anybody. We never ask for it.',
  ],
  number: 'No.',
  confidential: 'Personal',
  stepsTitle: 'Your first sign-in in three steps',
  steps: (minutes, mail) => [
    'Scan the QR code, or type the address, and enter your date of birth.',
    address[mail],
    `Choose how you want to sign in, and set it up. All of it takes about ${minutes} minutes.`,
  ],
  openInside: 'If it does not peel off easily, start slowly from a corner. The numbers are printed inside.',
  tellNobody: 'Do not tell these numbers to anybody, and do not take a picture of them.',
  keepHere: 'Keep this number in a safe place, also after your first sign-in.',
}
