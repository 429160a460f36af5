import { type SignInModel, signInView } from '../../src/web/pages/sign-in/view.ts'
import { topView } from '../../src/web/pages/top/view.ts'
import { type UnlockModel, unlockView } from '../../src/web/pages/unlock/view.ts'
import type { Frame } from '../../src/web/views/frame.ts'
import type { Html } from '../../src/web/views/template.ts'
import { at, notices } from './sample.ts'

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
  return {
    top: topView(base, { notices: [], signedOut: false, letters: true }),
    'top-no-letters': topView(base, { notices: [], signedOut: false, letters: false }),
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
    'sign-in-busy': signInView(base, { ...signIn, errors: ['busy'] }),
    'sign-in-former': signInView(base, { ...signIn, former: true, letters: false, signInWith: 'id' }),
    'sign-in-method-due': signInView(base, { ...signIn, notice: 'setUpMethod' }),
    ...unlocking(base),
    'sign-in-ended': signInView(base, { ...signIn, notice: 'visitEnded' }),
  }
}

function unlocking(base: Frame): Record<string, Html> {
  const unlock: UnlockModel = {
    userId: 'hanako01',
    sender: 'no-reply@sakura.example',
    subject: '【ゲンカン】パスワードをもう一度試すためのワンタイムパスワード',
    resent: false,
    errors: [],
    retryAt: null,
  }
  return {
    unlock: unlockView(base, unlock),
    'unlock-resent': unlockView(base, { ...unlock, resent: true }),
    'unlock-shape': unlockView(base, { ...unlock, errors: ['codeShape', 'passwordMissing'] }),
    'unlock-limit': unlockView(base, { ...unlock, errors: ['limit'], retryAt: at }),
    'unlock-wrong': unlockView(base, { ...unlock, errors: ['invalid'] }),
  }
}
