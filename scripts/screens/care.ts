import { FORBIDDEN_CHARACTERS } from '../../src/account/forbidden-characters.ts'
import { deleteView, goneView, renameView } from '../../src/web/pages/device/view.ts'
import { enrolPasskeyView } from '../../src/web/pages/enrol-passkey/view.ts'
import { mailView } from '../../src/web/pages/mail/view.ts'
import { sendConfirmationView } from '../../src/web/pages/mail-afterwards/view.ts'
import { mailLinkView } from '../../src/web/pages/mail-link/view.ts'
import { otpView } from '../../src/web/pages/otp/view.ts'
import { passwordView } from '../../src/web/pages/password/view.ts'
import { type ProfileModel, profileView } from '../../src/web/pages/profile/view.ts'
import { profileTermsView } from '../../src/web/pages/profile-terms/view.ts'
import { provePasswordView } from '../../src/web/pages/prove-password/view.ts'
import { type SignInMethodsModel, signInMethodsView } from '../../src/web/pages/sign-in-methods/view.ts'
import type { Frame } from '../../src/web/views/frame.ts'
import type { Html } from '../../src/web/views/template.ts'
import { at, signedIn } from './sample.ts'

/** Self-care: what a member changes afterwards. */
export function care(base: Frame): Record<string, Html> {
  return { ...profile(signedIn(base, '/profile')), ...methods(signedIn(base, '/sign-in-methods')) }
}

function profile(frame: Frame): Record<string, Html> {
  const model: ProfileModel = {
    languages: ['ja', 'en'],
    language: frame.locale,
    userId: {
      ...{ value: 'hanako01', required: true, min: 8, max: 13, forbidden: FORBIDDEN_CHARACTERS },
      ...{ badCharacters: [], errors: [] },
    },
    temporaryId: false,
    name: '佐倉 花子',
    mail: { address: 'hanako.sakura-personal.address@mail.example.jp', verified: true },
    methods: [
      { method: 'passkey', owned: false },
      { method: 'totp', owned: true },
      { method: 'mailCode', owned: false },
    ],
    method: 'totp',
    errors: [],
    said: null,
  }
  const change = { signsInByMail: true }
  const mail = { mail: 'hanako@example.jp', optional: false, fixed: null, onFile: false, suggestion: null }
  return {
    profile: profileView(frame, model),
    'profile-changed': profileView(frame, { ...model, said: 'changed' }),
    'profile-wrong': profileView(frame, {
      ...model,
      userId: model.userId && { ...model.userId, value: 'a!', badCharacters: ['!'], errors: ['tooShort', 'forbidden'] },
      errors: ['methodMissing'],
      method: '',
    }),
    'profile-bare': profileView(frame, { ...model, userId: null, temporaryId: true, mail: null, said: 'proven' }),
    'profile-mail': mailView(frame, {
      ...{ ...mail, change, signOutEverywhere: true, sender: 'no-reply@sakura.example', retryAt: null },
      errors: ['same'],
    }),
    'mail-afterwards': sendConfirmationView(frame, {
      ...{ maskedMail: 'ha***@example.jp', sender: 'no-reply@sakura.example', errors: [], retryAt: null, stale: false },
    }),
    'mail-afterwards-stale': sendConfirmationView(frame, {
      ...{ maskedMail: 'ha***@example.jp', sender: 'no-reply@sakura.example', stale: true },
      ...{ errors: ['resendLimit'], retryAt: at },
    }),
    'profile-terms': profileTermsView(frame, {
      acceptances: [
        { version: 2, acceptedAt: new Date(at), withdrawnAt: null },
        { version: 1, acceptedAt: new Date(Date.UTC(2026, 3, 1)), withdrawnAt: new Date(at) },
      ],
    }),
    'mail-link-changed': mailLinkView(frame, { state: 'changed', maskedMail: 'ha***@example.jp' }),
  }
}

function methods(frame: Frame): Record<string, Html> {
  const device = { kind: 'app', createdAt: Date.UTC(2024, 9, 24, 1), lastUsedAt: at, inUse: false } as const
  const model: SignInMethodsModel = {
    done: null,
    passwordSetAt: Date.UTC(2026, 3, 1),
    apps: {
      devices: [
        { ...device, id: 'a', name: 'iPhone（自分用）', inUse: true },
        { ...device, id: 'b', name: '会社のスマートフォン', lastUsedAt: null },
      ],
      canAdd: true,
      full: false,
    },
    passkeys: { devices: [{ ...device, id: 'c', name: null, kind: 'key' }], canAdd: true, full: false },
    mailed: {
      devices: [{ ...device, id: 'mail', name: 'ha***@example.jp', kind: 'mailCode' }],
      canAdd: false,
      full: false,
    },
    codes: 7,
    signal: null,
  }
  const none = { devices: [], canAdd: true, full: false }
  const again = { ...frame, again: { back: '/sign-in-methods' } }
  return {
    methods: signInMethodsView(frame, model),
    'methods-done': signInMethodsView(frame, { ...model, done: 'added', codes: undefined }),
    'methods-none': signInMethodsView(frame, {
      ...model,
      passwordSetAt: null,
      apps: none,
      passkeys: none,
      mailed: none,
      codes: null,
    }),
    'methods-full': signInMethodsView(frame, { ...model, apps: { ...model.apps, canAdd: false, full: true } }),
    rename: renameView(frame, { name: 'iPhone（自分用）', errors: [] }),
    'rename-wrong': renameView(frame, { name: '', errors: ['missing'] }),
    delete: deleteView(frame, {
      name: 'iPhone（自分用）',
      what: 'device',
      kept: null,
      addPath: '/sign-in-methods/totp',
    }),
    'delete-last': deleteView(frame, { name: null, what: 'device', kept: 'last', addPath: '/sign-in-methods/totp' }),
    'delete-in-use': deleteView(frame, {
      name: 'iPhone（自分用）',
      what: 'device',
      kept: 'inUse',
      addPath: '/sign-in-methods/totp',
    }),
    'delete-mailed': deleteView(frame, { name: 'ha***@example.jp', what: 'method', kept: null, addPath: '/profile' }),
    'delete-gone': goneView(frame),
    'add-passkey': enrolPasskeyView(frame, {
      ...{ options: '{}', first: false, device: 'computer', inApp: false, signOutEverywhere: true, problem: null },
      ...{ instead: null, back: '/sign-in-methods' },
    }),
    'change-password': passwordView(frame, {
      ...{ userId: 'hanako01', reason: 'change', min: 8, max: 64, composition: 'hint', signOutEverywhere: true },
      ...{ errors: ['sameAsCurrent'], advice: ['longer', 'unrelatedWords'], back: '/sign-in-methods' },
    }),
    'otp-again': otpView(again, {
      ...{ devices: [{ id: 'a', name: 'iPhone' }], chosen: null, errors: [], clockOffSeconds: null },
      ...{ retryAt: null, others: [] },
    }),
    'prove-again': provePasswordView(again, {
      ...{ userId: 'hanako01', again: true, reason: 'stepUp', others: [], errors: [], retryAt: null },
    }),
  }
}
