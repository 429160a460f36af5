import type { password as ja } from '../ja/password.ts'
import { common } from './common.ts'

export const password: typeof ja = {
  title: 'Your new password',
  reason: {
    activation: 'To activate your account you need to set a password.',
    reset: 'You need to change your password.',
    change: 'Please enter a new password.',
  },
  label: 'Password',
  again: 'Password again',
  againHint: 'Please enter the same password once more.',
  rule: (min, max) => `Use at least ${min} characters. (At most ${max})`,
  compositionHint: (min) =>
    `Please combine digits, small letters and signs (such as @, &, $), at least ${min} characters.`,
  good: 'The longer, the safer. A few words that have nothing to do with each other are easy to remember and hard to guess.',
  save: 'You may let your browser or phone save the password.',
  charactersTitle: 'Characters for your password',
  letters: 'Letters and digits (half width)',
  signs: 'Signs',
  submit: 'Continue',
  errors: {
    missing: () => 'Enter a password.',
    againMissing: () => 'Enter the same password in the second field too.',
    mismatch: () => 'The two passwords are not the same. Please enter them again.',
    tooShort: ({ min }) => `The password needs at least ${min} characters.`,
    tooLong: ({ max }) => `The password can have at most ${max} characters.`,
    common: () => 'Many people use this password, so it is easy to guess. Please enter a different one.',
    repeated: () => 'The same characters come too often, so it is easy to guess. Please enter a different one.',
    sequence: () => 'Rows such as “12345678” or “abcdefgh” are easy to guess and cannot be used.',
    context: () => 'The password must not be guessable from your name, date of birth, e-mail address or society.',
    containsUserId: () => 'The password must not contain your user ID.',
    sameAsUserId: () => 'The password must not be the same as your user ID.',
    sameAsCurrent: () => 'The new password must differ from the current one.',
    notAllowedCharacter: () => 'The password contains a character that cannot be used. Use letters, digits and signs.',
    composition: () => 'Please combine digits, small letters and signs (such as @, &, $).',
    busy: () => common.busy,
  },
  advice: {
    longer: 'A little longer is safer. We suggest 15 characters or more.',
    unrelatedWords: 'A few words that have nothing to do with each other are hard to guess.',
    noPersonalData: 'Avoid your name, your date of birth and other words about yourself.',
    noRepeats: 'Avoid repeating the same characters.',
    noSequences: 'Avoid rows of digits or keys.',
    noCommonPassword: 'Avoid words that many people use.',
  },
}
