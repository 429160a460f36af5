import type { termsDeclined as jaDeclined, terms as jaTerms, termsVersions as jaVersions } from '../ja/terms.ts'

export const terms: typeof jaTerms = {
  title: 'Terms of use',
  lead: 'Please read the terms of use and press “I agree”. They are written in Japanese.',
  updatedLead: 'The terms of use have been updated. Please read the new terms and press “I agree”.',
  version: (version) => `Version ${version}`,
  effectiveOn: (date) => `in force from ${date}`,
  changes: 'What is new',
  bodyLabel: 'Text of the terms of use',
  agree: 'I agree',
  decline: 'I do not agree',
  versionsLink: 'Earlier terms of use',
}

export const termsVersions: typeof jaVersions = {
  title: 'All terms of use',
  lead: 'Here you can read the present terms of use and the earlier ones. They are written in Japanese.',
  states: { announced: 'coming', inForce: 'in force', past: 'ended' },
  stands: {
    announced: 'This version is not in force yet.',
    inForce: 'This version is in force.',
    past: (until) => `A newer version took the place of this one on ${until}.`,
  },
  back: 'Back to all terms of use',
}

export const termsDeclined: typeof jaDeclined = {
  title: 'You did not agree',
  lead: 'Without agreeing to the terms of use you cannot use this service.',
  nothingLost: 'Nothing you entered so far is lost. If you agree later, you can carry on from here.',
  paper: 'Your insurance benefits are not affected. For paper forms, please contact your health insurance society.',
  back: 'Read the terms again',
  leave: 'Stop and sign out',
  toTop: 'Back to the top page',
}
