import type { top as ja } from '../ja/top.ts'

export const top: typeof ja = {
  audience: 'For insured persons and their dependants',
  lead: 'Your health insurance, at home, at any time.',
  firstTitle: 'First time here? (You have a letter)',
  firstText: 'Please have the letter from your health insurance society at hand.',
  firstDuration: 'Setting up takes about 10 minutes.',
  firstAction: 'Start your first sign-in',
  signedOut: 'You have signed out.',
}
