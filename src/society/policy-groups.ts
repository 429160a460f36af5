import * as v from 'valibot'
import { about, choice, colour, host, mailAddress, text, webAddress, whole } from './policy-fields.ts'

/** The groups of keys inside a policy. */

/** Pictures for service tiles (PLT-21, STF-13). */
const serviceIcons = ['health', 'receipt', 'clinic', 'form', 'gift', 'card'] as const

export const contact = v.strictObject({
  name: v.pipe(text(60), about('The desk to ask.')),
  nameEn: v.exactOptional(v.pipe(text(80), about('The desk as readers of English are told; left out: `name`.'))),
  phone: v.pipe(
    v.string(),
    v.regex(/^\+?[0-9][0-9-]{7,18}[0-9]$/, 'write a telephone number with digits and hyphens'),
    about('Telephone number: digits and hyphens.'),
  ),
  hours: v.pipe(text(60), about('When the telephone is answered.')),
  hoursEn: v.exactOptional(v.pipe(text(80), about('The same for readers of English; left out: `hours`.'))),
  mail: v.exactOptional(v.pipe(mailAddress(), about('Mail address of the desk; left out: none is shown.'))),
})

export const colours = v.strictObject({
  accent: v.pipe(colour(), about('Buttons and links on the light page.')),
  onAccent: v.optional(v.pipe(colour(), about('Text on a button of the light page.')), '#ffffff'),
  accentDark: v.pipe(colour(), about('Buttons and links on the dark page.')),
  onAccentDark: v.optional(v.pipe(colour(), about('Text on a button of the dark page.')), '#1a1a1a'),
})

export const sender = v.strictObject({
  name: v.pipe(
    text(60),
    v.regex(/^[^<>"\r\n]+$/, 'no quotes, angle brackets or line breaks'),
    about('Name of the sender.'),
  ),
  address: v.pipe(mailAddress(), about('Address of the sender (STF-17).')),
})

export const hosts = v.pipe(
  v.strictObject({
    origin: v.pipe(
      v.string(),
      v.regex(/^https?:\/\/[^/?#@\s]+$/, 'write scheme and host (and port), without a slash at the end'),
      about('The canonical origin. https; plain http only on localhost and names below it.'),
    ),
    others: v.optional(
      v.pipe(v.array(host()), about('Other hosts of the society. They answer GET with 308 to the origin (PLT-08).')),
      [],
    ),
    rpId: v.exactOptional(
      v.pipe(
        host(),
        about('The name to which passkeys are bound, for life. Left out: the host of the origin without `www.`'),
      ),
    ),
  }),
  v.transform(({ origin, others, rpId }) => ({ origin, others, rpId: rpId ?? rpIdOf(origin) })),
)

/** The RP ID that an origin suggests: its host without port and without `www.` (WebAuthn §5.1.2, PLT-08). */
function rpIdOf(origin: string): string {
  return (URL.parse(origin)?.hostname ?? '').replace(/^www\./, '')
}

export const offeredMethod = v.strictObject({
  method: choice('The method.', {
    passkey: '生体認証: face, fingerprint or screen lock, through a passkey',
    totp: 'ワンタイムパスワード (OTP) アプリ認証: a code from an authenticator app',
    mailCode: 'ワンタイムパスワード (OTP) メール認証: a code sent to the verified address',
  }),
  recommended: v.optional(
    v.pipe(
      v.boolean(),
      about('Marked 推奨; one method at most (MTH-03). Where none is, a phone is recommended the passkey (CON-06).'),
    ),
    false,
  ),
  from: v.optional(
    v.nullable(
      v.pipe(
        v.string(),
        v.isoDate('write a date as YYYY-MM-DD'),
        about('First day in Japan on which it is offered, YYYY-MM-DD; null: always (MTH-02).'),
      ),
    ),
    null,
  ),
})

const enrolmentWords = {
  sameSitting: 'set up in the sitting in which it is chosen',
  nextSignIn: 'set up at the next sign-in; until then the portal is open and its services are locked',
}

export const enrolment = v.strictObject({
  passkey: v.optional(choice('When a passkey is set up.', enrolmentWords), 'sameSitting'),
  totp: v.optional(choice('When an authenticator app is set up.', enrolmentWords), 'sameSitting'),
  mailCode: v.optional(choice('When mail codes start.', enrolmentWords), 'sameSitting'),
})

// Knowingly refused (PWD-04): a lower maximum forbids long pass phrases and the passwords of password managers.
const shortest = ': shorter passwords are guessed (NIST SP 800-63B-4 §3.1.1.2)'
const lowestMaximum =
  ': we refuse lower maximums knowingly, they forbid pass phrases (NIST SP 800-63B-4 §3.1.1.2, ASVS 5.0 6.2.9)'

export const passwordRule = v.strictObject({
  minLength: v.optional(v.pipe(whole(8, 64, shortest), about('Fewest characters (PWD-01).')), 8),
  maxLength: v.optional(
    v.pipe(whole(64, 256, lowestMaximum), about('Most characters; never below 64 (PWD-02, PWD-04, STF-12).')),
    64,
  ),
  composition: v.optional(
    choice('Whether kinds of characters must be mixed (PWD-05, CON-23).', {
      none: 'not mentioned',
      hint: 'digits, lower-case letters and symbols are recommended',
      enforced: 'digits, lower-case letters and symbols are demanded',
    }),
    'none',
  ),
})

export const computed = v.strictObject({
  until: v.optional(
    v.nullable(
      v.pipe(
        v.string(),
        v.isoDate('write a date as YYYY-MM-DD'),
        about('Last day in Japan on which it opens; null: no last day.'),
      ),
    ),
    null,
  ),
  mail: v.optional(
    choice('What it needs beside itself.', {
      onFile: 'a code mailed to the address that came in by file; whoever has none needs a letter',
      any: 'a code mailed to any address; then services stay locked for `holdHours`, and staff see a list',
    }),
    'onFile',
  ),
  holdHours: v.optional(
    v.pipe(
      whole(24, 336, ': staff need a working day to look'),
      about('Hours for which services stay locked with `any`.'),
    ),
    72,
  ),
  numberDigits: v.optional(
    v.pipe(
      whole(0, 12),
      about('番号 is filled up with zeros on its left to so many digits; 0: as it came in by file.'),
    ),
    0,
  ),
})

export const session = v.strictObject({
  idleMinutes: v.optional(v.pipe(whole(5, 60), about('Minutes without a request after which a visit ends.')), 60),
  absoluteHours: v.optional(v.pipe(whole(1, 12), about('Hours after which a visit ends in any case.')), 12),
  halfSignedInMinutes: v.optional(
    v.pipe(whole(5, 15), about('Idle minutes while the sign-in or the sitting is not complete.')),
    15,
  ),
  awaitingMailMinutes: v.optional(v.pipe(whole(15, 30), about('The same while a mail is awaited.')), 30),
})

export const lifetimes = v.strictObject({
  letterDays: v.optional(v.pipe(whole(1, 90), about('Days for which a letter opens.')), 30),
  confirmHours: v.optional(v.pipe(whole(1, 24), about('Hours for which a code or link confirms an address.')), 24),
  mailCodeMinutes: v.optional(v.pipe(whole(5, 10), about('Minutes for which a mailed code proves the mailbox.')), 10),
  linkMinutes: v.optional(v.pipe(whole(5, 30), about('Minutes for which any other mailed link works.')), 30),
  auditDays: v.optional(
    v.pipe(whole(365, 3650, ': the last year is never purged'), about('Days for which the history of events is kept.')),
    1095,
  ),
})

export const service = v.strictObject({
  name: v.pipe(text(40), about('Name on the tile.')),
  nameEn: v.exactOptional(v.pipe(text(60), about('Name on the English tile; left out: `name`, marked as Japanese.'))),
  url: v.pipe(webAddress(), about('Where the tile leads; https only.')),
  icon: v.pipe(v.picklist(serviceIcons), about('The picture on the tile.')),
  description: v.exactOptional(v.pipe(text(120), about('One line below the name.'))),
  descriptionEn: v.exactOptional(
    v.pipe(text(160), about('The line on the English tile; left out: `description`, marked as Japanese.')),
  ),
})
