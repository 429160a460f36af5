import { helpView } from '../../src/web/pages/help/view.ts'
import { lostView } from '../../src/web/pages/lost/view.ts'
import { recoverView } from '../../src/web/pages/recover/view.ts'
import { recoveryCodeView } from '../../src/web/pages/recovery-code/view.ts'
import { resetView } from '../../src/web/pages/reset/view.ts'
import { type SignInModel, signInView } from '../../src/web/pages/sign-in/view.ts'
import type { Frame } from '../../src/web/views/frame.ts'
import type { Html } from '../../src/web/views/template.ts'
import { at, halfWay } from './sample.ts'

/** Ways back, and the help. */
export function waysBack(base: Frame): Record<string, Html> {
  const before: SignInModel = {
    ...{ userId: '', rememberMe: false, signInWith: 'idOrMail', letters: true, notice: null },
    ...{ errors: [], retryAt: null, passkey: null },
  }
  const half = halfWay(base)
  return {
    'sign-in-reset-asked': signInView(base, { ...before, asked: { kind: 'reset' }, sender: 'no-reply@sakura.example' }),
    'sign-in-user-id-asked': signInView(base, {
      ...before,
      asked: { kind: 'userId', mail: 'hanako@example.jp' },
      sender: 'no-reply@sakura.example',
    }),
    reset: resetView(base, { living: true }),
    'reset-dead': resetView(base, { living: false }),
    lost: lostView(base, { own: null, direct: true }),
    'lost-own': lostView(half, {
      own: {
        ways: [
          { lost: 'totp', ways: ['mailCode', 'recoveryCode'] },
          { lost: 'mailCode', ways: [] },
        ],
        back: '/otp',
      },
      direct: false,
    }),
    'lost-by-letter': lostView(base, { own: null, direct: false }),
    'recover-direct': recoverView(half, { rung: 'direct', replaces: ['password'] }),
    'recover-letter': recoverView(half, { rung: 'letter', replaces: ['password', 'passkey', 'totp', 'recoveryCode'] }),
    recover: recoverView(half, { rung: 'twoKinds', replaces: ['password', 'totp'] }),
    'recovery-code': recoveryCodeView(half, { errors: [], retryAt: null, others: [] }),
    'recovery-code-locked': recoveryCodeView(half, { errors: ['tooMany'], retryAt: at, others: [] }),
    'recovery-code-wrong': recoveryCodeView(half, {
      errors: ['wrong'],
      retryAt: null,
      others: [{ method: 'mailCode', href: '/mail-otp' }],
    }),
    help: helpView(base, {
      ...{ desk: 'さくら健康保険組合 ポータル担当', phone: '03-0000-3900', hours: '平日 9:30〜16:30' },
      ...{ sender: 'no-reply@sakura.example', signInWith: 'idOrMail', lockRelease: 'timed', linkMinutes: 5 },
      ...{ direct: false, methods: ['passkey', 'totp'], minLength: 8, maxLength: 64, composition: 'none' },
    }),
  }
}
