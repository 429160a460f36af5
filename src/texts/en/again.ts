import type { again as ja } from '../ja/again.ts'

export const again: typeof ja = {
  title: 'Please confirm that it is you to continue',
  back: 'Back',
  submit: 'Sign in',
}
