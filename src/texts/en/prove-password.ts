import type { provePassword as ja } from '../ja/prove-password.ts'
import { common } from './common.ts'

export const provePassword: typeof ja = {
  title: 'Confirm your password',
  reasons: {
    secondFactor: 'To make sure that it is you, please enter your current password.',
    resume: 'To make sure that it is you, please enter your current password.',
    stepUp: 'This is an important step. Please enter your password once more.',
    recovery: 'To go on, please enter your password.',
    restore: 'To open the account again, please enter your current password.',
    freshness: 'Some time has passed since you last confirmed who you are. Please enter your password once more.',
  },
  label: 'Password',
  submit: 'Next',
  way: 'Password',
  errors: {
    missing: 'Enter your password.',
    wrong: 'This password is not right. Please check capitals and small letters, and enter it again.',
    tooMany: common.tooMany,
    busy: common.busy,
  },
}
