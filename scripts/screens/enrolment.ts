import { FORBIDDEN_CHARACTERS } from '../../src/account/forbidden-characters.ts'
import { type EnrolPasskeyModel, enrolPasskeyView } from '../../src/web/pages/enrol-passkey/view.ts'
import { type EnrolTotpModel, enrolTotpView } from '../../src/web/pages/enrol-totp/view.ts'
import { type MethodModel, methodView } from '../../src/web/pages/method/view.ts'
import { passkeyNameView } from '../../src/web/pages/passkey-name/view.ts'
import { type PasswordModel, passwordView } from '../../src/web/pages/password/view.ts'
import { recoveryPaperView } from '../../src/web/pages/recovery-paper/view.ts'
import type { Frame } from '../../src/web/views/frame.ts'
import type { Html } from '../../src/web/views/template.ts'
import { step } from './sample.ts'

export const otpauthUri =
  'otpauth://totp/%E3%81%95%E3%81%8F%E3%82%89%E5%81%A5%E4%BF%9D%E5%8A%A0%E5%85%A5%E8%80%85%E3%83%9A%E3%83%BC%E3%82%B8:hanako01?secret=NQZXCVTIPFJXURRVPJZECTDKJV5GQ2KG&issuer=%E3%81%95%E3%81%8F%E3%82%89%E5%81%A5%E4%BF%9D%E5%8A%A0%E5%85%A5%E8%80%85%E3%83%9A%E3%83%BC%E3%82%B8'

export function enrolment(base: Frame): Record<string, Html> {
  return { ...choosing(step(base, 5, 'method')), ...passkeys(step(base, 7, 'enrol')), ...settingUp(base) }
}

function choosing(fourth: Frame): Record<string, Html> {
  const method: MethodModel = {
    userId: {
      value: '1234567',
      required: true,
      min: 8,
      max: 13,
      forbidden: FORBIDDEN_CHARACTERS,
      badCharacters: [],
      errors: [],
    },
    offers: [
      { method: 'passkey', recommended: true, from: null },
      { method: 'totp', recommended: false, from: null },
      { method: 'mailCode', recommended: false, from: '2026-10-01' },
    ],
    chosen: null,
    onComputer: false,
    inApp: false,
    maskedMail: 'ha***@example.jp',
    errors: [],
  }
  return {
    method: methodView(fourth, method),
    'method-wrong': methodView(fourth, {
      ...method,
      userId: method.userId && {
        ...method.userId,
        value: 'ha!?',
        errors: ['forbidden', 'tooShort'],
        badCharacters: ['!', '?'],
      },
      errors: ['missing'],
    }),
    'method-computer': methodView(fourth, { ...method, onComputer: true, inApp: true }),
    'method-two': methodView(fourth, {
      ...method,
      userId: null,
      offers: method.offers.filter((offer) => offer.method !== 'totp'),
    }),
    'method-single': methodView(fourth, {
      ...method,
      userId: null,
      offers: [{ method: 'totp', recommended: false, from: null }],
    }),
  }
}

function papers(frame: Frame): Record<string, Html> {
  const codes = Array.from({ length: 10 }, (_, at) => String(10_000_000_000_000 + at * 8_912_345_678_913).slice(-14))
  const screen = { from: 'screen', codes, setId: 'a', download: '/recovery-codes.txt', back: null } as const
  return {
    'recovery-paper': recoveryPaperView(frame, { from: 'letter' }),
    'recovery-codes': recoveryPaperView(frame, { ...screen, problem: null }),
    'recovery-codes-tick': recoveryPaperView(frame, { ...screen, problem: 'tick' }),
    'recovery-codes-anew': recoveryPaperView(frame, { ...screen, problem: 'gone', back: '/sign-in-methods' }),
  }
}

function passkeys(last: Frame): Record<string, Html> {
  const passkey: EnrolPasskeyModel = {
    options: '{}',
    first: true,
    device: 'phone',
    inApp: false,
    signOutEverywhere: null,
    problem: null,
    instead: 'totp',
  }
  return {
    'enrol-passkey': enrolPasskeyView(last, passkey),
    'enrol-passkey-computer': enrolPasskeyView(last, { ...passkey, device: 'computer' }),
    'enrol-passkey-cancelled': enrolPasskeyView(last, { ...passkey, problem: 'cancelled' }),
    'enrol-passkey-in-app': enrolPasskeyView(last, { ...passkey, inApp: true }),
    'enrol-passkey-later': enrolPasskeyView(last, {
      ...passkey,
      first: false,
      device: 'computer',
      signOutEverywhere: true,
      problem: 'noAuthenticator',
    }),
    'passkey-name': passkeyNameView(last, { name: null, errors: [] }),
    'passkey-name-wrong': passkeyNameView(last, { name: '', errors: ['missing'] }),
  }
}

function settingUp(base: Frame): Record<string, Html> {
  const password: PasswordModel = {
    userId: 'hanako01',
    reason: 'activation',
    min: 8,
    max: 64,
    composition: 'none',
    signOutEverywhere: true,
    errors: [],
  }
  const totp: EnrolTotpModel = {
    secret: 'NQZXCVTIPFJXURRVPJZECTDKJV5GQ2KG',
    otpauthUri,
    qrPngPath: 'qr.gif',
    issuer: 'さくら健康保険組合加入者ページ',
    accountName: 'hanako01',
    otp: '',
    deviceName: 'スマートフォン',
    signOutEverywhere: true,
    errors: [],
    clockOffSeconds: null,
    retryAt: null,
    instead: [],
  }
  return {
    'enrol-totp-passkey': enrolTotpView(step(base, 7, 'enrol'), { ...totp, instead: ['passkey'] }),
    password: passwordView(step(base, 6, 'password'), password),
    'password-wrong': passwordView(step(base, 6, 'password'), {
      ...password,
      composition: 'enforced',
      errors: ['tooShort', 'common', 'mismatch'],
    }),
    'enrol-totp': enrolTotpView(step(base, 7, 'enrol'), totp),
    'enrol-totp-clock': enrolTotpView(step(base, 7, 'enrol'), {
      ...totp,
      otp: '123456',
      errors: ['clockFast'],
      clockOffSeconds: 150,
    }),
    'enrol-totp-wrong': enrolTotpView(step(base, 7, 'enrol'), {
      ...{ ...totp, otp: '12345', deviceName: '', errors: ['otpShape', 'deviceNameMissing'] },
      instead: ['passkey', 'mailCode'],
    }),
    'password-missing': passwordView(step(base, 6, 'password'), {
      ...{ ...password, userId: null, reason: 'reset', composition: 'hint', errors: ['missing', 'againMissing'] },
    }),
    ...papers(step(base, 7, 'recoveryPaper')),
  }
}
