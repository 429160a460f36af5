import type { letter as ja } from '../ja/letter.ts'
import { common } from './common.ts'

export const letter: typeof ja = {
  title: 'First sign-in',
  lead: 'Please look at the letter that your health insurance society sent you.',
  duration: 'Setting up takes about 10 minutes.',
  scanned:
    'We read the user ID and the confirmation number from the QR code. Enter your date of birth and press “Next”.',
  goOnTitle: 'You have already done this',
  goOnText: 'You do not need to enter it again. “Carry on” leads back to where you were.',
  goOn: 'Carry on',
  stepsTitle: 'What awaits you',
  later: (step) => `${step} (at your next sign-in)`,
  needTitle: 'What you need',
  need: ['Your letter', 'An e-mail address at which you receive mail', 'Your own smartphone or computer'],
  userId: 'User ID',
  userIdHint: 'It is printed in your letter.',
  letterCode: 'Confirmation number',
  letterCodeHint: 'It is printed in your letter in groups of four digits. You may type the gaps or leave them out.',
  birthDateWhy: 'Enter your own date of birth, so that we know it is you.',
  submit: 'Next',
  whereTitle: 'Where do I find the numbers?',
  where: [
    'There is a QR code on the upper half of the letter.',
    'The user ID and the confirmation number are printed next to the QR code.',
    'If you scan the QR code with the camera of your phone, there is less to type.',
  ],
  lostTitle: 'If you cannot find your letter',
  lost: 'You can have a new one. Please contact your health insurance society. Once you use the new letter, the old one no longer works.',
  errors: {
    userIdMissing: 'Enter the user ID.',
    letterCodeMissing: 'Enter the confirmation number.',
    letterCodeShape:
      'There seems to be a typing mistake in the confirmation number. Please compare it with your letter.',
    birthDateMissing: 'Enter your date of birth.',
    birthDateShape: 'Enter your date of birth in eight digits. Example: 22 August 1979 is 19790822',
    birthDateUnlisted: 'Choose year, month and day, all three, as they are for you.',
    noMatch: 'User ID, confirmation number or date of birth do not match. Please compare them with your letter.',
    tooMany: common.tooMany,
    busy: common.busy,
  },
}
