import type { frame as ja } from '../ja/frame.ts'

export const frame: typeof ja = {
  skip: 'Skip to main content',
  menu: 'Menu',
  signIn: 'Sign in',
  interrupt: 'Stop here',
  signOutOf: (name) => `${name} (go to sign-out)`,
  languages: 'Language',
  languageName: 'English',
  progress: (at, of) => `Step ${at} of ${of}`,
  steps: {
    openLetter: 'Your letter',
    birthDate: 'Date of birth',
    terms: 'Terms of use',
    mail: 'E-mail address',
    mailCode: 'Confirm e-mail',
    method: 'Sign-in method',
    password: 'Password',
    enrol: 'Set up your method',
    passkeyName: 'Name of the passkey',
    recoveryPaper: 'Keep your slip',
    prove: 'Confirm it is you',
  },
  helpTitle: 'Need help?',
  helpText: 'If you are stuck, please contact your health insurance society.',
  phone: 'Phone',
  hours: 'Hours',
  errorTitlePrefix: 'Error',
  notices: {
    doneElsewhere:
      'You have already done this on another screen (tab). What you have just sent was not used. Please carry on from here.',
    methodChosenElsewhere:
      'The method was already chosen on another screen (tab). The choice you have just sent was not used. Please carry on from here.',
  },
  stayHint: (minutes) => `For your safety we stop after ${minutes} minutes without activity.`,
  stayWarning: 'We are about to stop because nothing happened for a while. Press “Stay signed in” to carry on.',
  stayLast: 'Your time is nearly up. Please sign in again afterwards.',
  stayAction: 'Stay signed in',
  stayed: 'You can carry on.',
  stayOver: 'Ended because time passed. Please sign in again to carry on.',
}
