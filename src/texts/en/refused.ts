import type { refused as ja } from '../ja/refused.ts'

export const refused: typeof ja = {
  reasons: {
    qualificationEnded: {
      title: 'You cannot use this service at present',
      text: 'We cannot see that you are insured with this society. If you have questions, please contact your health insurance society.',
    },
    closed: {
      title: 'You cannot use this service at present',
      text: 'This account has been closed. If you did not expect this, please contact your health insurance society.',
    },
    frozen: {
      title: 'Stopped for your safety',
      text: 'Somebody reported “this was not me”, so the account is stopped. What you have shown is not enough to open it again: you need a new letter that is issued after this. Please contact your health insurance society.',
    },
    letterUsed: {
      title: 'This letter has been used',
      text: 'The first sign-in is done. Please go on to sign-in.',
      timed: (time) => `Used at: ${time}`,
    },
    letterExpired: {
      title: 'This letter has expired',
      text: 'You can have a new one. Please contact your health insurance society.',
      timed: (time) => `Valid until: ${time}`,
    },
    letterReplaced: {
      title: 'Please use your new letter',
      text: 'A newer letter has been issued. Enter the numbers of your newest letter.',
    },
    invitationUsed: {
      title: 'This invitation has been used',
      text: 'The first sign-in is done. Please go on to sign-in.',
      timed: (time) => `Used at: ${time}`,
    },
    invitationExpired: {
      title: 'This invitation has expired',
      text: 'You can have a new one. Please contact your health insurance society.',
      timed: (time) => `Valid until: ${time}`,
    },
    invitationReplaced: {
      title: 'Please use your new invitation',
      text: 'A newer e-mail or a letter has been issued after this one. Please go on from the newest.',
      letter: 'Enter the numbers of a letter',
    },
    letterNeeded: {
      title: 'You need a new letter',
      text: 'The time for setting up a sign-in method is over, or no method can be used. For your safety you need a new letter to go on. If you have none, please contact your health insurance society: once they know that it is you, they send one to your registered address.',
    },
    beginByLetter: {
      title: 'You need your letter',
      text: 'The password made of symbol, number and date of birth does not lead any further: your society has no e-mail address to which we could send a code, or a letter has been issued for you. Please begin with the numbers of the letter. If you have none, please contact your health insurance society.',
      letter: 'Enter the numbers of the letter',
    },
    recovered: {
      title: 'Everything is set up again',
      text: 'Please sign in with your new password and method.',
    },
    signInAgain: {
      title: 'Please sign in again',
      text: 'For your safety you need to sign in again before you go on.',
      letter: 'Enter the numbers of a letter',
    },
  },
  notMe: {
    title: 'This was not me',
    text: 'If you did not do this yourself, somebody else may have been faster. You can stop the account at once. If you call the desk, they will send you a new letter after a check.',
    stop: 'Stop the account',
  },
  exits: {
    signIn: 'Go to sign-in',
    letter: 'Enter another letter',
    top: 'Back to the top page',
    contact: 'Contact your society',
    forgotPassword: 'Forgot your password?',
    signOut: 'Sign out',
  },
}
