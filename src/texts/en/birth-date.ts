import type { birthDate as ja } from '../ja/birth-date.ts'
import { common } from './common.ts'

export const birthDate: typeof ja = {
  title: 'Your date of birth',
  lead: 'At the first sign-in we check that it is you. Please enter your own date of birth.',
  submit: 'Next',
  advice: 'If it still does not match, our records may be wrong. Please contact your health insurance society.',
  errors: {
    missing: 'Enter your date of birth.',
    shape: 'Enter your date of birth in eight digits. Example: 22 August 1979 is 19790822',
    unlisted: 'Choose year, month and day, all three, as they are for you.',
    noMatch: 'This date of birth does not match our records. Please check it.',
    tooMany: common.tooMany,
  },
}
