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
    recoveryPaper: 'Keep your slip',
    prove: 'Confirm it is you',
  },
  helpTitle: 'Need help?',
  helpText: 'If you are stuck, please contact your health insurance society.',
  phone: 'Phone',
  hours: 'Hours',
  errorTitlePrefix: 'Error',
}
