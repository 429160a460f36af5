import { mailOtpView } from '../../src/web/pages/mail-otp/view.ts'
import { type OtpModel, otpView } from '../../src/web/pages/otp/view.ts'
import { type PasskeyModel, passkeyView } from '../../src/web/pages/passkey/view.ts'
import { provePasswordView } from '../../src/web/pages/prove-password/view.ts'
import type { Frame } from '../../src/web/views/frame.ts'
import type { Html } from '../../src/web/views/template.ts'
import { at, halfWay } from './sample.ts'

const otp: OtpModel = {
  devices: [{ id: 'a', name: 'スマートフォン' }],
  chosen: null,
  errors: [],
  clockOffSeconds: null,
  retryAt: null,
  others: [],
}

export function proofs(base: Frame): Record<string, Html> {
  const half = halfWay(base)
  const devices = [
    { id: 'a', name: 'iPhone（自分用）' },
    { id: 'b', name: '会社のスマートフォン' },
  ]
  const passkey: PasskeyModel = {
    options: '{}',
    userId: 'hanako01',
    passkeys: [
      { name: '私の iPhone', kind: 'internal', createdAt: new Date(Date.UTC(2024, 9, 24)) },
      { name: null, kind: 'key', createdAt: new Date(Date.UTC(2026, 3, 1)) },
    ],
    onComputer: true,
    inApp: false,
    problem: null,
    others: [],
  }
  return {
    passkey: passkeyView(half, passkey),
    'passkey-others': passkeyView(half, {
      ...passkey,
      problem: 'cancelled',
      others: [{ method: 'totp', href: '/otp' }],
    }),
    'passkey-in-app': passkeyView(half, { ...passkey, passkeys: [], inApp: true, onComputer: false }),
    otp: otpView(half, otp),
    'otp-clock': otpView(half, { ...otp, errors: ['clockSlow'], clockOffSeconds: 95 }),
    'otp-locked': otpView(half, { ...otp, errors: ['tooMany'], retryAt: at }),
    'otp-devices': otpView(half, { ...otp, devices }),
    'otp-wrong': otpView(half, { ...otp, devices, chosen: 'b', errors: ['wrong'] }),
    ...mailed(half),
    'otp-others': otpView(half, { ...otp, others: [{ method: 'mailCode', href: '/mail-otp' }] }),
    ...passwordAgain(half),
  }
}

function passwordAgain(half: Frame): Record<string, Html> {
  return {
    'prove-password': provePasswordView(half, {
      userId: 'hanako01',
      reason: 'stepUp',
      others: [{ method: 'totp', href: '/otp' }],
      errors: [],
      retryAt: null,
    }),
    'prove-password-wrong': provePasswordView(half, {
      userId: null,
      reason: 'freshness',
      others: [],
      errors: ['wrong'],
      retryAt: null,
    }),
  }
}

function mailed(half: Frame): Record<string, Html> {
  const model = {
    maskedMail: 'ha***@example.jp',
    sender: 'no-reply@sakura.example',
    subject: '【ゲンカン】ワンタイムパスワードのお知らせ',
    errors: [],
    retryAt: null,
    resent: false,
    resendInSeconds: 20,
    resendsLeft: 4,
    validMinutes: 10,
    sent: true,
    others: [],
    instead: [],
  }
  return {
    'mail-otp': mailOtpView(half, model),
    'mail-otp-wrong': mailOtpView(half, { ...model, errors: ['wrong'], resendInSeconds: 0 }),
    'mail-otp-locked': mailOtpView(half, { ...model, errors: ['tooMany'], retryAt: at, resendsLeft: 0 }),
    'mail-otp-others': mailOtpView(half, {
      ...model,
      sent: false,
      others: [
        { method: 'passkey', href: '/passkey' },
        { method: 'totp', href: '/otp' },
      ],
    }),
    'mail-otp-enrol': mailOtpView(half, { ...model, instead: ['passkey', 'totp'] }),
  }
}
