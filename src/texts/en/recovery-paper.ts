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
  codes: {
    title: 'Keep your recovery numbers',
    newTitle: 'New recovery numbers',
    list: 'Recovery numbers (10)',
    lead: 'They help you to sign in again, for example when you have lost your smartphone. Each number works once. They cannot be shown again after you leave this page.',
    replaces: 'Once you confirm that you have kept these, your earlier recovery numbers stop working.',
    steps: [
      'Print this page, or write the numbers down. You can also save them as a file.',
      'Keep them with your important papers, not together with your smartphone.',
      'Do not tell the numbers to anybody, and do not send them by e-mail.',
    ],
    copy: 'Copy',
    copied: 'Copied',
    print: 'Print',
    download: 'Save as a text file',
    saved: 'I have kept the 10 numbers',
    submit: 'Next',
    problems: {
      tick: 'Keep the numbers first, then tick “I have kept the 10 numbers”.',
      gone: 'The numbers were renewed on another page. Please keep the ones below.',
    },
  },
}
