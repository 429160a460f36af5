import { readFileSync } from 'node:fs'
import { birthDateView } from '../../src/web/pages/birth-date/view.ts'
import { type MailModel, mailView } from '../../src/web/pages/mail/view.ts'
import { type MailCodeModel, mailCodeView } from '../../src/web/pages/mail-code/view.ts'
import { mailLinkView } from '../../src/web/pages/mail-link/view.ts'
import { termsView } from '../../src/web/pages/terms/view.ts'
import { termsDeclinedView } from '../../src/web/pages/terms-declined/view.ts'
import { termsVersionsView, termsVersionView } from '../../src/web/pages/terms-versions/view.ts'
import { termsWithdrawnView } from '../../src/web/pages/terms-withdrawn/view.ts'
import type { Frame } from '../../src/web/views/frame.ts'
import type { Html } from '../../src/web/views/template.ts'
import { at, birthDateForm, halfWay, step } from './sample.ts'

const body = readFileSync(new URL('../../src/society/presets/terms-1.ja.txt', import.meta.url), 'utf8')
  .replaceAll('{societyName}', 'さくら健康保険組合')
  .replaceAll('{productName}', 'ゲンカン')

export function sitting(base: Frame): Record<string, Html> {
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
    'terms-after-withdrawal': termsView(base, { ...terms, withdrawnAt: at }),
    'terms-updated': termsView(base, {
      ...terms,
      version: 2,
      changes: [{ version: 2, changes: '第4条に、生体認証の説明を加えました。\n第7条の連絡先を改めました。' }],
    }),
    'terms-declined-over': termsDeclinedView(base, { canReturn: false }),
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
    'mail-optional': mailView(fifth, { ...mail, onFile: false, mail: '', optional: true, errors: ['missing'] }),
    'mail-fixed': mailView(fifth, { ...mail, fixed: 'ha***@example.jp' }),
    'mail-locked': mailView(fifth, { ...mail, onFile: false, errors: ['tooMany'], retryAt: at }),
    'mail-code': mailCodeView(step(base, 4, 'mailCode'), code),
    'mail-code-wrong': mailCodeView(step(base, 4, 'mailCode'), { ...code, errors: ['wrong'] }),
    'mail-code-locked': mailCodeView(step(base, 4, 'mailCode'), {
      ...{ ...code, errors: ['tooMany'], retryAt: at, resendsLeft: 0 },
    }),
    'mail-code-not-yet': mailCodeView(step(base, 4, 'mailCode'), { ...code, errors: ['notYet'] }),
    'mail-code-resent': mailCodeView(step(base, 4, 'mailCode'), {
      ...code,
      resent: true,
      resendInSeconds: 30,
      resendsLeft: 4,
    }),
    ...mailLinks(base),
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

function mailLinks(base: Frame): Record<string, Html> {
  return {
    'mail-link': mailLinkView(base, { state: 'confirm', maskedMail: 'ha***@example.jp' }),
    'mail-link-confirmed': mailLinkView(base, { state: 'confirmed', maskedMail: 'ha***@example.jp' }),
    'mail-link-expired': mailLinkView(base, { state: 'expired' }),
    'mail-link-used': mailLinkView(base, { state: 'used' }),
    'mail-link-replaced': mailLinkView(base, { state: 'replaced' }),
    'mail-link-unknown': mailLinkView(base, { state: 'unknown' }),
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
    'terms-withdrawn': termsWithdrawnView(halfWay(base), { canReturn: true }),
    'terms-withdrawn-over': termsWithdrawnView(base, { canReturn: false }),
    'terms-versions': termsVersionsView(base, [present, past]),
    'terms-version': termsVersionView(base, past),
  }
}
