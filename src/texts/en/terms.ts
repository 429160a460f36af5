import type {
  termsDeclined as jaDeclined,
  profileTerms as jaProfile,
  terms as jaTerms,
  termsVersions as jaVersions,
  termsWithdrawn as jaWithdrawn,
} from '../ja/terms.ts'

export const terms: typeof jaTerms = {
  title: 'Terms of use',
  lead: 'Please read the terms of use and press “I agree”.',
  updatedLead: 'The terms of use have been updated. Please read the new terms and press “I agree”.',
  withdrawnLead: (date) =>
    `You withdrew your consent to the terms of use on ${date}. To use the service again, please read them and press “I agree”.`,
  version: (version) => `Version ${version}`,
  effectiveOn: (date) => `in force from ${date}`,
  changes: 'What is new',
  bodyLabel: 'Text of the terms of use',
  onlyJapanese: 'These terms are written in Japanese only.',
  japaneseCounts: 'This is a translation for your convenience; the Japanese text is the one that counts.',
  agree: 'I agree',
  decline: 'I do not agree',
  versionsLink: 'Earlier terms of use',
}

export const termsVersions: typeof jaVersions = {
  title: 'All terms of use',
  lead: 'Here you can read the present terms of use and the earlier ones.',
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

export const profileTerms: typeof jaProfile = {
  title: 'Consent to the terms of use',
  lead: 'These are the terms of use that you agreed to. You can read them at any time.',
  acceptedOn: (date) => `Agreed on ${date}`,
  withdrawnOn: (date) => `Withdrawn on ${date}`,
  read: 'Read',
  readVersion: (version) => `Read version ${version}`,
  withdrawTitle: 'Withdraw your consent',
  meaning: [
    'You can no longer use the portal and its services, on any device.',
    'Your user ID, password, sign-in methods and e-mail address stay registered. If you agree again at your next sign-in, everything works as before.',
    'Your insurance benefits are not affected.',
    'If you want your registration itself to be deleted, please contact your health insurance society.',
  ],
  withdraw: 'Withdraw consent',
  back: 'Back to the profile',
}

export const termsWithdrawn: typeof jaWithdrawn = {
  title: 'Your consent was withdrawn',
  lead: 'You withdrew your consent to the terms of use. From now on you cannot use the portal and its services.',
  kept: 'What you registered is still there. If you agree at your next sign-in, everything works as before.',
  leave: 'Sign out',
  back: 'Agree again',
}
