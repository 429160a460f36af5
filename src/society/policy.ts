// society: the tenants. It owns hosts, the policy of each society, terms, notices and service tiles.
// It must not know accounts, visits or the web: it says what a society chose, never what a person must do next.
// This file: the schema of a policy. docs/policy.md is generated from it; checks across keys stand in validate-policy.ts.
import * as v from 'valibot'
import type { MethodName } from '../store/tables.ts'
import { about, choice, text } from './policy-fields.ts'
import * as group from './policy-groups.ts'

/** The methods that this build can serve; a policy that offers another one does not validate. */
export const servedMethods: readonly MethodName[] = ['passkey', 'totp', 'mailCode']

/** The steps that a society may put in order for the first sitting (STF-11, CON-01). */
const activationSteps = ['terms', 'mail', 'method', 'password'] as const

const identity = {
  productName: v.optional(
    v.pipe(text(40), about('Name of the product on pages and in mails (PLT-01, CON-29).')),
    'ゲンカン',
  ),
  societyName: v.pipe(text(60), about('Full name of the society.')),
  title: v.optional(
    v.pipe(text(60), about('Title of the member area, also the issuer shown in authenticator apps (PLT-26 … PLT-29).')),
    '健保加入者ページ',
  ),
  letterTitle: v.exactOptional(
    v.pipe(text(40), about('Title of the letter (MSG-02, MSG-03); left out: 「健保組合からのWebサービスのご案内」.')),
  ),
  contact: v.pipe(group.contact, about('Whom members ask; shown wherever somebody cannot go on.')),
  colours: v.optional(v.pipe(group.colours, about('Each pair has a contrast of at least 4.5 : 1 (WCAG 2.2, 1.4.3).')), {
    accent: '#0b5a4a',
    accentDark: '#7fd6c2',
  }),
  languages: v.optional(
    v.pipe(
      v.array(v.picklist(['ja', 'en'])),
      about('Languages of the pages, the first is the default; `ja` is always among them.'),
    ),
    ['ja', 'en'],
  ),
  sender: v.pipe(group.sender, about('Who sends the mails; the waiting page tells members this address.')),
  hosts: v.pipe(group.hosts, about('Where the society is reached (PLT-02 … PLT-08, STF-10).')),
}

const sitting = {
  activation: v.optional(
    v.pipe(
      v.array(v.picklist(activationSteps)),
      about('The steps of the first sitting after the birth date, in their order (FST-01 … FST-06, STF-11, CON-01).'),
      v.metadata({
        values: {
          terms: 'the terms of use are accepted',
          mail: 'the mail address is confirmed or entered',
          method: 'a method is chosen; carries the user-ID field unless `userId` is `none`',
          password: 'a password is set',
        },
      }),
    ),
    ['terms', 'mail', 'method', 'password'],
  ),
  methods: v.optional(
    v.pipe(
      v.array(group.offeredMethod),
      about('The methods on offer, in the order shown (STF-10). What is not listed is shown nowhere (CON-05).'),
    ),
    [{ method: 'passkey', recommended: true }, { method: 'totp' }],
  ),
  enrolment: v.optional(v.pipe(group.enrolment, about('When a chosen method is set up (CON-07, CON-08).')), {}),
  birthDate: v.optional(
    choice('How the birth date is entered (BRT).', {
      eightDigits: 'one field of eight digits',
      yearList: 'year (with the Japanese era), month and day from lists',
    }),
    'eightDigits',
  ),
}

const beginnings = {
  initial: v.optional(
    v.pipe(
      v.array(v.picklist(['letter', 'invitationMail', 'computed'])),
      about(
        'How accounts may begin; each account begins by the first that fits it (ISS). `letter` is always among them.',
      ),
      v.metadata({
        values: {
          letter: 'a letter with an ID and a code; it fits everybody and overrides the others',
          invitationMail: 'a mail with a link, to an address that came in by file; fits where there is one',
          computed: '記号+番号+生年月日 typed as the password of a kept user ID; it shows nothing by itself',
        },
      }),
    ),
    ['letter'],
  ),
  computed: v.optional(v.pipe(group.computed, about('The computed initial password (ISS-09, ISS-12).')), {}),
}

const identifiers = {
  userId: v.optional(
    choice('Whether members have a user ID of their own choice (UID).', {
      none: 'nobody is asked for one',
      optional: 'whoever wants one enters one',
      required: 'everybody chooses one',
    }),
    'none',
  ),
  signInWith: v.optional(
    choice('What is typed at sign-in (LGN).', { id: 'an ID', idOrMail: 'an ID or the verified mail address' }),
    'idOrMail',
  ),
  mail: v.optional(
    choice('Whether a mail address is needed (EML).', {
      required: 'everybody needs one',
      optional: 'it works without one',
    }),
    'required',
  ),
  mailVerification: v.optional(
    choice('When an address is verified (CON-03).', {
      codeOrLink: 'in the sitting, by the code or the link of one mail',
      afterwards: 'the sitting goes on; the address carries nothing until its code or link was used',
    }),
    'codeOrLink',
  ),
  mailSyntax: v.optional(
    choice('Which addresses are accepted.', {
      strict: 'those that RFC 5321 allows',
      legacy: 'also dots side by side or before the @, which Japanese carriers once gave out',
    }),
    'strict',
  ),
}

const evidence = {
  password: v.optional(
    choice('Who needs a password.', { required: 'everybody', whenNoPasskey: 'whoever has no passkey' }),
    'whenNoPasskey',
  ),
  passwordRule: v.optional(v.pipe(group.passwordRule, about('What a new password must be like.')), {}),
  passkey: v.optional(
    choice('Where a passkey stands beside the password.', {
      first: 'offered first; it needs no password',
      afterPassword: 'the second step after the password',
    }),
    'first',
  ),
  passkeyName: v.optional(
    choice('How a new passkey gets its name (PSK-07 … PSK-13).', {
      proposed: 'from the device and the keeper of the passkey; it can be changed later',
      asked: 'a page asks for it, with 「パスキー」 in the field',
    }),
    'proposed',
  ),
  recoveryPaper: v.optional(
    choice('Where the recovery number stands.', {
      letter: 'on the lower half of the letter',
      screen: 'on a page to print or copy',
      none: 'there is none',
    }),
    'letter',
  ),
  rememberMe: v.optional(
    choice('What ログイン状態の保存 keeps.', {
      identity: 'the user ID and the browser; never a sign-in',
      session: 'the sign-in, for 14 days; proven again before any service after 12 hours',
    }),
    'identity',
  ),
  lockRelease: v.optional(
    choice('What opens a lock after failed attempts (LCK).', { timed: 'time', staff: 'staff' }),
    'timed',
  ),
  session: v.optional(v.pipe(group.session, about('How long a visit lives (SES).')), {}),
  lifetimes: v.optional(v.pipe(group.lifetimes, about('How long letters, codes and links live.')), {}),
}

/** What a society chose. What has a default may be left out of a policy file; the defaults are the recommended values. */
export const policySchema = v.strictObject({
  ...identity,
  ...beginnings,
  ...sitting,
  ...identifiers,
  ...evidence,
  services: v.optional(
    v.pipe(
      v.array(group.service),
      v.maxLength(24),
      about('The tiles on the portal, in their order (PLT-21, PLT-22, STF-13).'),
    ),
    [],
  ),
})

/** A complete policy: every default filled in. */
export type Policy = v.InferOutput<typeof policySchema>

/** What a policy file may say. */
export type PolicyFile = v.InferInput<typeof policySchema>
