// Sample data for every screen and its main states; no real person, society or secret.
import { readFileSync } from 'node:fs'
import { FORBIDDEN_CHARACTERS } from '../src/account/forbidden-characters.ts'
import type { Locale } from '../src/texts/codes.ts'
import { birthDateView } from '../src/web/pages/birth-date/view.ts'
import { type EnrolPasskeyModel, enrolPasskeyView } from '../src/web/pages/enrol-passkey/view.ts'
import { type EnrolTotpModel, enrolTotpView } from '../src/web/pages/enrol-totp/view.ts'
import { forgotPasswordView } from '../src/web/pages/forgot-password/view.ts'
import { forgotUserIdView } from '../src/web/pages/forgot-user-id/view.ts'
import { helpView } from '../src/web/pages/help/view.ts'
import { type LetterModel, letterView } from '../src/web/pages/letter/view.ts'
import { lostView } from '../src/web/pages/lost/view.ts'
import { type MailModel, mailView } from '../src/web/pages/mail/view.ts'
import { type MailCodeModel, mailCodeView } from '../src/web/pages/mail-code/view.ts'
import { mailLinkView } from '../src/web/pages/mail-link/view.ts'
import { mailOtpView } from '../src/web/pages/mail-otp/view.ts'
import { messageView } from '../src/web/pages/message/view.ts'
import { type MethodModel, methodView } from '../src/web/pages/method/view.ts'
import { type OtpModel, otpView } from '../src/web/pages/otp/view.ts'
import { type PasskeyModel, passkeyView } from '../src/web/pages/passkey/view.ts'
import { passkeyNameView } from '../src/web/pages/passkey-name/view.ts'
import { type PasswordModel, passwordView } from '../src/web/pages/password/view.ts'
import { type PortalModel, portalView } from '../src/web/pages/portal/view.ts'
import { provePasswordView } from '../src/web/pages/prove-password/view.ts'
import { recoverView } from '../src/web/pages/recover/view.ts'
import { recoveryCodeView } from '../src/web/pages/recovery-code/view.ts'
import { recoveryPaperView } from '../src/web/pages/recovery-paper/view.ts'
import { refusedView } from '../src/web/pages/refused/view.ts'
import { resetView } from '../src/web/pages/reset/view.ts'
import { type SignInModel, signInView } from '../src/web/pages/sign-in/view.ts'
import { signOutView } from '../src/web/pages/sign-out/view.ts'
import { termsView } from '../src/web/pages/terms/view.ts'
import { termsDeclinedView } from '../src/web/pages/terms-declined/view.ts'
import { termsVersionsView, termsVersionView } from '../src/web/pages/terms-versions/view.ts'
import { topView } from '../src/web/pages/top/view.ts'
import { type UnlockModel, unlockView } from '../src/web/pages/unlock/view.ts'
import type { Frame } from '../src/web/views/frame.ts'
import type { Html } from '../src/web/views/template.ts'

const at = Date.UTC(2026, 10, 21, 5, 30)
export const otpauthUri =
  'otpauth://totp/%E3%81%95%E3%81%8F%E3%82%89%E5%81%A5%E4%BF%9D%E5%8A%A0%E5%85%A5%E8%80%85%E3%83%9A%E3%83%BC%E3%82%B8:hanako01?secret=NQZXCVTIPFJXURRVPJZECTDKJV5GQ2KG&issuer=%E3%81%95%E3%81%8F%E3%82%89%E5%81%A5%E4%BF%9D%E5%8A%A0%E5%85%A5%E8%80%85%E3%83%9A%E3%83%BC%E3%82%B8'
const body = readFileSync(new URL('../src/society/presets/terms-1.ja.txt', import.meta.url), 'utf8')

const birthDateForm = { kind: 'eightDigits', thisYear: 2026 } as const
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

/** Every screen in one language, by file name. */
export function screens(locale: Locale): Record<string, Html> {
  const base = frame(locale)
  return {
    ...doors(base),
    ...waysBack(base),
    ...sitting(base),
    ...enrolment(base),
    ...proofs(base),
    ...inside(base),
    ...troubles(base),
  }
}

const frame = (locale: Locale): Frame => ({
  locale,
  now: at,
  society: {
    name: 'さくら健康保険組合',
    title: 'さくら健康保険組合加入者ページ',
    productName: 'ゲンカン',
    contact: {
      name: 'さくら健康保険組合 ポータル担当',
      phone: '03-0000-3900',
      hours: '平日 9:30〜16:30（12:00〜13:00を除く）',
      mail: 'portal@sakura.example',
    },
    languages: ['ja', 'en'],
  },
  path: '/',
  person: null,
  halfSignedIn: false,
  menu: [],
  progress: null,
  assets: { css: 'main.css', societyCss: 'society.css', js: (name) => `${name}.js` },
})

const step = (base: Frame, n: number, name: NonNullable<Frame['progress']>['step']): Frame => ({
  ...base,
  halfSignedIn: true,
  progress: { at: n, of: 7, step: name },
})

const notices = [
  {
    title: '【秋の健診】予約の受付をはじめました',
    body: '人間ドックと婦人科健診の予約を受け付けています。\n\n混み合う前に、お早めにお申し込みください。',
    publishedAt: new Date(Date.UTC(2026, 9, 1)),
  },
  {
    title: 'パスワードをおたずねする電話やメールにご注意ください',
    body: '当組合が、電話やメールでパスワードをおたずねすることはありません。',
    publishedAt: new Date(Date.UTC(2026, 8, 15)),
  },
]

function doors(base: Frame): Record<string, Html> {
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
    subject: '【ゲンカン】パスワードをもう一度試すためのワンタイムパスワード',
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

function birthDates(base: Frame): Record<string, Html> {
  return {
    'birth-date-lists': birthDateView(step(base, 1, 'birthDate'), {
      form: { kind: 'yearList', thisYear: 2026 },
      birthDate: '1979-8-',
      errors: ['unlisted'],
      retryAt: null,
    }),
    'birth-date': birthDateView(step(base, 1, 'birthDate'), {
      form: birthDateForm,
      birthDate: '',
      errors: [],
      retryAt: null,
    }),
    'birth-date-wrong': birthDateView(step(base, 1, 'birthDate'), {
      form: birthDateForm,
      birthDate: '19790823',
      errors: ['noMatch'],
      retryAt: null,
    }),
  }
}

/** Ways back, and the help. */
function waysBack(base: Frame): Record<string, Html> {
  const before: SignInModel = {
    ...{ userId: '', rememberMe: false, signInWith: 'idOrMail', letters: true, notice: null },
    ...{ errors: [], retryAt: null, passkey: null },
  }
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
    'lost-own': lostView(base, {
      own: {
        ways: [
          { lost: 'totp', ways: ['mailCode', 'recoveryCode'] },
          { lost: 'mailCode', ways: [] },
        ],
        back: '/otp',
      },
      direct: false,
    }),
    recover: recoverView(base, { rung: 'twoKinds', replaces: ['password', 'totp'] }),
    'recovery-code': recoveryCodeView(base, {
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

function sitting(base: Frame): Record<string, Html> {
  const terms = { version: 1, body, changes: [], effectiveAt: new Date(Date.UTC(2026, 3, 1)) }
  const mail: MailModel = {
    mail: 'hanako@example.jp',
    optional: false,
    fixed: null,
    onFile: true,
    suggestion: null,
    signOutEverywhere: true,
    sender: 'no-reply@sakura.example',
    errors: [],
    retryAt: null,
  }
  const code: MailCodeModel = {
    maskedMail: 'ha***@example.jp',
    sender: 'no-reply@sakura.example',
    subject: '【ゲンカン】メールアドレスの確認',
    errors: [],
    retryAt: null,
    resent: false,
    resendInSeconds: 0,
    resendsLeft: 5,
    validMinutes: 1440,
    statePath: '/mail/state',
  }
  const fifth = step(base, 2, 'mail')
  return {
    ...birthDates(base),
    terms: termsView(step(base, 2, 'terms'), terms),
    'terms-updated': termsView(base, {
      ...terms,
      version: 2,
      changes: [{ version: 2, changes: '第4条に、生体認証の説明を加えました。\n第7条の連絡先を改めました。' }],
    }),
    'terms-declined': termsDeclinedView(step(base, 2, 'terms'), { canReturn: true }),
    ...termsPages(base),
    mail: mailView(step(base, 3, 'mail'), mail),
    'mail-invalid': mailView(fifth, {
      ...mail,
      onFile: false,
      mail: 'hanako?.@example.jp',
      errors: ['invalid', 'tooLong'],
    }),
    'mail-suggestion': mailView(fifth, {
      ...mail,
      onFile: false,
      mail: 'hanako@gmal.com',
      suggestion: 'hanako@gmail.com',
    }),
    'mail-code': mailCodeView(step(base, 4, 'mailCode'), code),
    'mail-code-wrong': mailCodeView(step(base, 4, 'mailCode'), { ...code, errors: ['wrong'] }),
    'mail-code-resent': mailCodeView(step(base, 4, 'mailCode'), {
      ...code,
      resent: true,
      resendInSeconds: 30,
      resendsLeft: 4,
    }),
    ...mailLinks(base),
  }
}

function mailLinks(base: Frame): Record<string, Html> {
  return {
    'mail-link': mailLinkView(base, { state: 'confirm', maskedMail: 'ha***@example.jp' }),
    'mail-link-confirmed': mailLinkView(base, { state: 'confirmed', maskedMail: 'ha***@example.jp' }),
    'mail-link-expired': mailLinkView(base, { state: 'expired' }),
  }
}

function termsPages(base: Frame): Record<string, Html> {
  const past = {
    version: 1,
    title: '利用規約',
    body,
    changes: '',
    effectiveAt: new Date(Date.UTC(2026, 3, 1)),
    state: 'past',
    until: new Date(at),
  } as const
  const changes = '第4条に、生体認証の説明を加えました。\n第7条の連絡先を改めました。'
  const present = { ...past, version: 2, changes, effectiveAt: new Date(at), state: 'inForce', until: null } as const
  return {
    'terms-versions': termsVersionsView(base, [present, past]),
    'terms-version': termsVersionView(base, past),
  }
}

function enrolment(base: Frame): Record<string, Html> {
  return { ...choosing(step(base, 5, 'method')), ...settingUp(base) }
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
  const passkey: EnrolPasskeyModel = {
    options: '{}',
    first: true,
    device: 'phone',
    inApp: false,
    signOutEverywhere: null,
    problem: null,
    instead: 'totp',
  }
  const last = step(base, 7, 'enrol')
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
    'enrol-totp-passkey': enrolTotpView(last, { ...totp, instead: ['passkey'] }),
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
    'recovery-paper': recoveryPaperView(step(base, 7, 'recoveryPaper'), { from: 'letter' }),
  }
}

const otp: OtpModel = {
  devices: [{ id: 'a', name: 'スマートフォン' }],
  chosen: null,
  errors: [],
  clockOffSeconds: null,
  retryAt: null,
  others: [],
}

function proofs(base: Frame): Record<string, Html> {
  const half = { ...base, halfSignedIn: true }
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
    otp: otpView(half, otp),
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

function inside(base: Frame): Record<string, Html> {
  const frame: Frame = {
    ...base,
    person: { name: '佐倉 花子' },
    menu: [
      { label: base.locale === 'ja' ? 'プロフィール変更' : 'Profile', href: '/profile', current: false },
      { label: base.locale === 'ja' ? 'ログイン方法変更' : 'Sign-in methods', href: '/methods', current: false },
    ],
  }
  const portal: PortalModel = {
    notices,
    services: [
      {
        name: '人間ドック予約',
        nameEn: 'Check-ups',
        description: '契約医療機関の空きを見て予約',
        descriptionEn: 'Book at a partner clinic',
        href: 'https://dock.example.net/',
        icon: 'health',
      },
      {
        name: '医療費通知',
        description: '毎月の医療費をまとめて確認',
        href: 'https://tsuchi.example.net/',
        icon: 'receipt',
      },
      {
        name: 'オンライン健康相談',
        description: '医師・保健師に相談',
        href: 'https://soudan.example.net/',
        icon: 'clinic',
      },
      {
        name: '各種届出',
        description: '住所や家族に変更があったとき',
        href: 'https://todoke.example.net/',
        icon: 'form',
      },
      {
        name: 'さくらウォーク',
        description: '春と秋のウォーキング大会',
        href: 'https://walk.example.net/',
        icon: 'gift',
      },
      {
        name: '保養所・施設利用券',
        description: '契約施設の利用券を発行',
        href: 'https://riyoken.example.net/',
        icon: 'card',
      },
    ],
    locked: null,
    justActivated: true,
  }
  const missing = { missing: 'totp', continueAt: '/enrol/totp', until: null } as const
  return {
    portal: portalView(frame, portal),
    'portal-locked': portalView(
      { ...frame, menu: [] },
      { ...portal, notices: [], locked: missing, justActivated: false },
    ),
    'sign-out': signOutView(frame, { missing: null, until: null, cancelPath: '/portal' }),
    'sign-out-early': signOutView(frame, { missing: 'totp', until: null, cancelPath: '/portal' }),
  }
}

function troubles(base: Frame): Record<string, Html> {
  const nobody = { ...base, society: { ...base.society, name: '', title: '', productName: '', contact: null } }
  return {
    'refused-used': refusedView(base, { reason: 'letterUsed', exits: ['signIn', 'contact'], at }),
    'refused-qualification': refusedView(base, { reason: 'qualificationEnded', exits: ['contact', 'top'], at: null }),
    'message-lost': messageView(base, { kind: 'answerLost', retryAt: null, continueAt: null, reference: null }),
    'message-not-found': messageView(base, { kind: 'notFound', retryAt: null, continueAt: null, reference: null }),
    'message-order': messageView(base, { kind: 'outOfOrder', retryAt: null, continueAt: '/mail', reference: null }),
    'message-many': messageView(base, { kind: 'tooMany', retryAt: at, continueAt: null, reference: 'k7q2-9fd4' }),
    'message-host': messageView(nobody, { kind: 'unknownHost', retryAt: null, continueAt: null, reference: null }),
  }
}
