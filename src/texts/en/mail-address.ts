import type { mailAddress as ja } from '../ja/mail-address.ts'

export const mailAddress: typeof ja = {
  title: 'Your e-mail address',
  onFile: 'This is the e-mail address that your society has on file. Please check it and press “Continue”.',
  onFileOptional: 'You do not have to change it.',
  fresh: 'Enter the e-mail address for checks and messages, and press “Continue”.',
  label: 'E-mail address',
  hint: 'An address at which you can receive mail now. We will send a confirmation mail to it.',
  sender: (address) => `Please make sure that mail from ${address} can reach you.`,
  invalidExample: 'For example: a sign that is not allowed (such as ?), or a dot right before the @ sign',
  suggestion: (address) => `Did you mean ${address}?`,
  suggestionHint: 'If the address is right as you typed it, press “Continue” again.',
  useSuggestion: (address) => `Use ${address}`,
  fixed: 'We send a mail to the address that your society has on file. Please type its six digits on the next page.',
  elseLetter: 'If you have no e-mail address, you need a letter. Please ask your society.',
  fixedOther: 'If you cannot read mail at this address, you need a letter. Please ask your society.',
  decline: 'Go on without an address',
  declineHint:
    'An address is optional. Without one, a new letter is needed whenever you lose your means of signing in.',
  submit: 'Continue',
  errors: {
    missing: 'Enter your e-mail address.',
    taken: 'This e-mail address is used by another account. Please enter a different one.',
    same: 'This is your present address. To change it, enter a new one.',
    invalid: 'This is not a valid e-mail address. Please check it for mistakes.',
    tooLong: 'An e-mail address can have at most 255 characters.',
    tooMany: 'We have sent too many messages to this address. Please wait for a while and try again.',
  },
}
