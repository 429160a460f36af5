import type { recoveryPaper as ja } from '../ja/recovery-paper.ts'

export const recoveryPaper: typeof ja = {
  title: 'Keep the lower half of your letter',
  lead: 'A recovery number is printed on the lower half of your letter. It helps you to sign in again, for example when you have lost your smartphone.',
  steps: [
    'Cut the letter along the line.',
    'Keep the lower half with your important papers.',
    'Do not take a picture of the number, and do not tell it to anybody.',
  ],
  safe: 'Nobody can sign in with the recovery number alone. It only works together with your e-mail.',
  submit: 'I have kept it',
  pictureUpper: 'Upper half: no longer needed',
  pictureLower: 'Lower half: keep this',
}
