import type { again as ja } from '../ja/again.ts'
import { common } from './common.ts'

export const again: typeof ja = {
  title: 'Please confirm that it is you to continue',
  back: 'Back',
  userId: 'User ID',
  password: 'Password',
  submit: 'Sign in',
  forgot: 'Forgot your password?',
  errors: {
    missing: 'Please enter your password.',
    wrong: 'The password is not correct.',
    tooMany: common.tooMany,
    busy: common.busy,
  },
}
