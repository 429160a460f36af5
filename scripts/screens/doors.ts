import { forgotPasswordView } from '../../src/web/pages/forgot-password/view.ts'
import { forgotUserIdView } from '../../src/web/pages/forgot-user-id/view.ts'
import { type LetterModel, letterView } from '../../src/web/pages/letter/view.ts'
import { type SignInModel, signInView } from '../../src/web/pages/sign-in/view.ts'
import { topView } from '../../src/web/pages/top/view.ts'
import { type UnlockModel, unlockView } from '../../src/web/pages/unlock/view.ts'
import type { Frame } from '../../src/web/views/frame.ts'
import type { Html } from '../../src/web/views/template.ts'
import { at, birthDateForm, notices } from './sample.ts'

export function doors(base: Frame): Record<string, Html> {
  const signIn: SignInModel = {
    userId: '',
    rememberMe: false,
    signInWith: 'idOrMail',
    letters: true,
    notice: null,
    errors: [],
    retryAt: null,
    passkey: null,
  }
  const unlock: UnlockModel = {
    userId: 'hanako01',
    sender: 'no-reply@sakura.example',
    subject: '【ゲンカン】パスワードをもう一度試すためのコード',
    resent: false,
    errors: [],
    retryAt: null,
  }
  return {
    top: topView(base, { notices: [], signedOut: false, letters: true }),
    'top-notices': topView(base, { notices, signedOut: true, letters: true }),
    'sign-in': signInView(base, signIn),
    'sign-in-invalid': signInView(base, { ...signIn, userId: 'hanako01', rememberMe: true, errors: ['invalid'] }),
    'sign-in-missing': signInView(base, { ...signIn, errors: ['userIdMissing', 'passwordMissing'] }),
    'sign-in-locked': signInView(base, { ...signIn, errors: ['tooMany'], retryAt: at }),
    'sign-in-passkey': signInView(base, { ...signIn, passkey: { options: '{}', inApp: false, onComputer: true } }),
    'sign-in-passkey-refused': signInView(base, {
      ...signIn,
      passkey: { options: '{}', inApp: false, onComputer: true },
      errors: ['passkeyRefused'],
    }),
    'sign-in-in-app': signInView(base, { ...signIn, passkey: { options: '{}', inApp: true, onComputer: false } }),
    'letter-go-on': letterView(base, { ...letter, continueAt: '/terms' }),
    'letter-in-app': letterView(base, { ...letter, inApp: true }),
    'sign-in-locked-ways': signInView(base, {
      ...signIn,
      userId: 'hanako01',
      errors: ['tooMany'],
      retryAt: at,
      locked: { until: at, byMail: true },
    }),
    'sign-in-locked-staff': signInView(base, {
      ...signIn,
      errors: ['tooMany'],
      locked: { until: null, byMail: false },
      rememberMeMeans: 'session',
    }),
    unlock: unlockView(base, unlock),
    'unlock-wrong': unlockView(base, { ...unlock, errors: ['invalid'] }),
    'sign-in-ended': signInView(base, { ...signIn, notice: 'visitEnded' }),
    letter: letterView(base, letter),
    'letter-wrong': letterView(base, {
      ...letter,
      userId: '1234567',
      letterCode: '1234 5678 9012 35',
      birthDate: '昭和54',
      errors: ['letterCodeShape', 'birthDateShape'],
    }),
    'letter-nomatch': letterView(base, { ...letter, userId: '1234567', errors: ['noMatch'] }),
    'forgot-password': forgotPasswordView(base, { userId: '', signInWith: 'idOrMail', errors: [] }),
    'forgot-user-id': forgotUserIdView(base, {
      birthDate: '昭和',
      mail: '',
      signInWith: 'idOrMail',
      errors: ['birthDateShape', 'mailMissing'],
    }),
  }
}

const letter: LetterModel = {
  userId: '',
  letterCode: '',
  birthDate: '',
  birthDateForm,
  errors: [],
  retryAt: null,
  continueAt: null,
  inApp: false,
  steps: [
    { name: 'openLetter', later: false },
    { name: 'terms', later: false },
    { name: 'enrol', later: true },
  ],
}
