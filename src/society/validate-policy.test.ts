import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { PolicyFile } from './policy.ts'
import { presetNames, readPreset } from './read-preset.ts'
import { readPolicy } from './validate-policy.ts'

const smallest: PolicyFile = {
  societyName: 'つばき健康保険組合',
  contact: { name: '加入者窓口', phone: '03-0000-4100', hours: '平日 9:00〜17:00' },
  sender: { name: 'つばき健康保険組合', address: 'no-reply@tsubaki.example' },
  hosts: { origin: 'https://tsubaki.example' },
}

const methodNames = ['passkey', 'totp', 'mailCode'] as const

const clock = () => Date.parse('2026-04-01T09:00:00+09:00')

function read(changes: Record<string, unknown>) {
  return readPolicy({ ...smallest, ...changes }, { clock, served: methodNames })
}

/** The paths of the problems, and that each reason matches. */
function refused(changes: Record<string, unknown>, path: string, why: RegExp) {
  const result = read(changes)
  assert.equal(result.ok, false, 'the policy should be refused')
  const problems = result.error.filter((problem) => problem.path === path)
  assert.ok(
    problems.some(({ message }) => why.test(message)),
    `no ${path} with ${why} in ${JSON.stringify(result.error)}`,
  )
}

function accepted(changes: Record<string, unknown>) {
  const result = read(changes)
  assert.ok(result.ok, JSON.stringify(result))
  return result.value
}

const all = methodNames.map((method) => ({ method }))

describe('a policy file', () => {
  it('STF-10 says only what differs: the recommended values stand for the rest', () => {
    const policy = accepted({})
    assert.deepEqual(policy.activation, ['terms', 'mail', 'method', 'password'])
    assert.deepEqual(policy.methods, [
      { method: 'passkey', recommended: true, from: null },
      { method: 'totp', recommended: false, from: null },
    ])
    assert.deepEqual(policy.session, {
      idleMinutes: 60,
      absoluteHours: 12,
      halfSignedInMinutes: 15,
      awaitingMailMinutes: 30,
    })
    assert.deepEqual(policy.passwordRule, { minLength: 8, maxLength: 64, composition: 'none' })
    assert.equal(policy.title, '健保加入者ページ')
  })

  it('a complete policy reads back as itself, so that a stored version needs no second schema', () => {
    const policy = accepted({})
    assert.deepEqual(readPolicy(JSON.parse(JSON.stringify(policy)), { clock }), { ok: true, value: policy })
  })

  it('PLT-08 the RP ID is the host of the origin without www. and without port, unless it is given', () => {
    assert.equal(accepted({ hosts: { origin: 'https://www.tsubaki.example' } }).hosts.rpId, 'tsubaki.example')
    assert.equal(
      accepted({ hosts: { origin: 'http://sakura.portal.localhost:4000' } }).hosts.rpId,
      'sakura.portal.localhost',
    )
    const moved = { origin: 'https://portal.tsubaki.example', rpId: 'tsubaki.example' }
    assert.equal(accepted({ hosts: moved }).hosts.rpId, 'tsubaki.example')
  })

  for (const name of presetNames) {
    it(`STF-10…STF-13 the preset ${name} is valid as shipped`, async () => {
      const result = readPolicy(await readPreset(name), { clock })
      assert.ok(result.ok, JSON.stringify(result))
      assert.equal(result.value.services.length, 6)
      assert.ok(result.value.services.every(({ url }) => new URL(url).hostname.match(/\.example\.(com|net)$/)))
    })
  }

  it('MSG-02 MSG-03 ISS-04 the letters of aoba and minato have the title that their manuals name, the others the usual one', async () => {
    for (const name of presetNames) {
      const titled = name === 'aoba' || name === 'minato'
      assert.equal((await readPreset(name)).letterTitle, titled ? 'ユーザID・パスワード通知' : undefined, name)
    }
  })

  it('MTH-03 MTH-05 CON-06 keeps the methods in the order of the society, with its own recommendation', () => {
    const methods = [{ method: 'totp', recommended: true }, { method: 'mailCode' }, { method: 'passkey' }]
    assert.deepEqual(
      accepted({ methods }).methods.map(({ method, recommended }) => [method, recommended]),
      [
        ['totp', true],
        ['mailCode', false],
        ['passkey', false],
      ],
    )
  })

  it('FST-01…FST-06 CON-01 STF-11 takes the orders of the five societies', () => {
    const sitting = { userId: 'required', password: 'required' }
    accepted({ ...sitting, activation: ['terms', 'mail', 'method', 'password'] })
    accepted({
      ...sitting,
      activation: ['terms', 'method', 'password', 'mail'],
      mailVerification: 'afterwards',
    })
  })
})

describe('a policy file is refused, with path and reason,', () => {
  const hostsOf = (hosts: object) => ({ hosts: { ...smallest.hosts, ...hosts } })
  const cases: [string, Record<string, unknown>, string, RegExp][] = [
    ['for a key that does not exist', { colour: 'red' }, 'colour', /no such key/],
    ['for a key that does not exist inside a group', { session: { idle: 5 } }, 'session.idle', /no such key/],
    ['for a needed key that is missing', { sender: { name: 'x' } }, 'sender.address', /is needed/],
    ['for nothing where a name is needed', { productName: ' ' }, 'productName', /something in it/],
    ['for a name that is too long', { title: 'あ'.repeat(61) }, 'title', /at most 60 characters: this has 61/],
    ['for a word in place of a number', { session: { idleMinutes: '5' } }, 'session.idleMinutes', /a number without/],
    ['for half a minute', { session: { idleMinutes: 5.5 } }, 'session.idleMinutes', /5\.5 is no whole number/],
    ['for a value in place of a group', { session: 5 }, 'session', /a group, \{ … \}, not 5/],
    ['for a value in place of a list', { methods: 'totp' }, 'methods', /a list, \[ … \], not "totp"/],
    [
      'for a word in place of yes or no',
      { methods: [{ method: 'totp', recommended: 'yes' }] },
      'methods.0.recommended',
      /true or false/,
    ],
    [
      'for an unknown method, saying which there are',
      { methods: [{ method: 'sms' }] },
      'methods.0.method',
      /"sms" is none of passkey, totp, mailCode$/,
    ],
    ['for a sign that no database keeps', { societyName: 'つ\u0000ばき' }, 'societyName', /U\+0000 cannot be seen/],
    ['for a line break in a name', { title: '健保\n加入者ページ' }, 'title', /U\+000A/],
    [
      'for a mark that turns the direction of a name',
      { contact: { ...smallest.contact, name: '\u202eabc' } },
      'contact.name',
      /U\+202E/,
    ],
    ['for an unknown word', { userId: 'maybe' }, 'userId', /maybe/],
    [
      'for a session longer than the platform allows',
      { session: { absoluteHours: 24 } },
      'session.absoluteHours',
      /at most 12/,
    ],
    [
      'PWD-01 for a password minimum below 8',
      { passwordRule: { minLength: 6 } },
      'passwordRule.minLength',
      /at least 8/,
    ],
    [
      'PWD-04 STF-12 for a password maximum below 64, naming the decision',
      { passwordRule: { maxLength: 32 } },
      'passwordRule.maxLength',
      /refuse lower maximums knowingly.*ASVS/,
    ],
    [
      'for an accent too pale for the light page',
      { colours: { accent: '#f7a8c4', accentDark: '#f7a8c4' } },
      'colours.accent',
      /light page.*contrast of 1\.\d+ : 1/,
    ],
    [
      'for an accent too dark for the dark page',
      { colours: { accent: '#b0245f', accentDark: '#b0245f' } },
      'colours.accentDark',
      /dark page/,
    ],
    [
      'for unreadable text on a button',
      { colours: { accent: '#b0245f', onAccent: '#b02460', accentDark: '#f7a8c4' } },
      'colours.onAccent',
      /1 : 1/,
    ],
    [
      'FST-12 for a method that waits for a code to an address which is verified afterwards',
      {
        mailVerification: 'afterwards',
        userId: 'required',
        password: 'required',
        enrolment: { totp: 'nextSignIn' },
      },
      'enrolment.totp',
      /would need another letter/,
    ],
    [
      'for a passkey that waits for a sign-in which has no password',
      { enrolment: { passkey: 'nextSignIn' } },
      'enrolment.passkey',
      /no password to sign in with/,
    ],
    ['for languages without Japanese', { languages: ['en'] }, 'languages', /ja is missing/],
    ['for a colon in the issuer', { title: '健保:加入者ページ' }, 'title', /colon/],
    ['for http outside the loopback', hostsOf({ origin: 'http://tsubaki.example' }), 'hosts.origin', /needs https/],
    [
      'for a host that only looks like the loopback',
      hostsOf({ origin: 'http://localhost.example' }),
      'hosts.origin',
      /needs https/,
    ],
    [
      'for an origin that no browser sends',
      hostsOf({ origin: 'https://Tsubaki.example:443' }),
      'hosts.origin',
      /not an origin/,
    ],
    [
      'PLT-08 for a trailing dot, which no request is matched with: nobody would reach the society',
      hostsOf({ origin: 'https://tsubaki.example.' }),
      'hosts.origin',
      /nobody would reach.*dot at the end/,
    ],
    ['for a sign that is in no host', hostsOf({ origin: 'https://tsu_baki.example' }), 'hosts.origin', /nobody/],
    [
      'for a Japanese host, saying what browsers send for it',
      hostsOf({ origin: 'https://つばき.example' }),
      'hosts.origin',
      /write https:\/\/xn--\w+\.example$/,
    ],
    [
      'for a second host with the port that browsers leave out',
      hostsOf({ others: ['www.tsubaki.example:443'] }),
      'hosts.others.0',
      /www\.tsubaki\.example: write that/,
    ],
    [
      'for a port that does not exist',
      hostsOf({ others: ['www.tsubaki.example:99999'] }),
      'hosts.others.0',
      /does not exist/,
    ],
    ['for an origin with a path', hostsOf({ origin: 'https://tsubaki.example/' }), 'hosts.origin', /without a slash/],
    ['for an IP address', hostsOf({ origin: 'https://192.0.2.1' }), 'hosts.origin', /digits/],
    ['PLT-08 for an RP ID of another site', hostsOf({ rpId: 'baki.example' }), 'hosts.rpId', /refuse every passkey/],
    ['for an RP ID that is a top-level name', hostsOf({ rpId: 'example' }), 'hosts.rpId', /others register/],
    [
      'for an RP ID under which every society of Japan registers',
      hostsOf({ origin: 'https://tsubaki.or.jp', rpId: 'or.jp' }),
      'hosts.rpId',
      /others register/,
    ],
    ['for a passkey as the only method', { methods: [{ method: 'passkey' }] }, 'methods', /no device/],
    [
      'for a passkey as the only method until another one starts',
      { methods: [{ method: 'passkey' }, { method: 'totp', from: '2026-04-02' }] },
      'methods',
      /no device/,
    ],
    [
      'for nothing but a passkey for those who give no address',
      { methods: [{ method: 'passkey' }, { method: 'mailCode' }], mail: 'optional', userId: 'required' },
      'methods',
      /gives no address and has no device/,
    ],
    ['for a beginning after the letter, which fits everybody', { initial: ['letter', 'computed'] }, 'initial', /last/],
    ['for beginnings without a letter', { initial: ['computed'] }, 'initial', /letter is missing/],
    [
      'for a beginning listed twice',
      { initial: ['computed', 'computed', 'letter'] },
      'initial',
      /computed is listed twice/,
    ],
    [
      'ISS-12 for a computed password whose last day is over',
      { initial: ['computed', 'letter'], computed: { until: '2026-03-31' } },
      'computed.until',
      /is over/,
    ],
    [
      'for a last day that is none',
      { initial: ['computed', 'letter'], computed: { until: '2026-02-30' } },
      'computed.until',
      /calendar/,
    ],
    ['for letters that die in the post', { lifetimes: { letterDays: 6 } }, 'lifetimes.letterDays', /post/],
    [
      'for a method that waits where not everybody has a verified address',
      { enrolment: { totp: 'nextSignIn' }, mail: 'optional', userId: 'required' },
      'enrolment.totp',
      /another letter/,
    ],
    [
      'for a method that waits for an address that is verified afterwards',
      { enrolment: { totp: 'nextSignIn' }, mailVerification: 'afterwards', userId: 'required' },
      'enrolment.totp',
      /another letter/,
    ],
    [
      'for mail codes that wait for an address that is verified afterwards',
      { enrolment: { mailCode: 'nextSignIn' }, methods: all, mailVerification: 'afterwards', userId: 'required' },
      'enrolment.mailCode',
      /another letter/,
    ],
    [
      'for a passkey that waits while nobody with one has a password',
      { enrolment: { passkey: 'nextSignIn' } },
      'enrolment.passkey',
      /no password/,
    ],
    ['for ways back without the letter', { recovery: ['twoKinds'] }, 'recovery', /stranded/],
    ['for a way back listed twice', { recovery: ['letter', 'letter'] }, 'recovery', /listed twice/],
    [
      'for `direct` before there is an app',
      {
        recovery: ['direct', 'letter'],
        password: 'required',
        methods: [{ method: 'passkey' }, { method: 'mailCode' }, { method: 'totp', from: '2026-05-01' }],
      },
      'recovery',
      /offers none now/,
    ],
    ['for `direct` where some have no password', { recovery: ['direct', 'letter'] }, 'recovery', /a new password/],
    [
      'for `direct` where some have no address',
      { recovery: ['direct', 'letter'], password: 'required', mail: 'optional', userId: 'required' },
      'recovery',
      /mail address/,
    ],
    [
      'for `direct` alone where addresses are verified afterwards',
      { recovery: ['direct', 'letter'], password: 'required', mailVerification: 'afterwards', userId: 'required' },
      'recovery',
      /need a letter/,
    ],
    ['for a host with a trailing dot', hostsOf({ others: ['www.tsubaki.example.'] }), 'hosts.others.0', /trailing dot/],
    ['for a second host that is the first', hostsOf({ others: ['tsubaki.example'] }), 'hosts.others.0', /already/],
    [
      'for the birth date in the order of steps: it belongs to the letter (docs/decisions/0002)',
      { activation: ['birthDate', 'terms', 'mail', 'method', 'password'] },
      'activation.0',
      /./,
    ],
    [
      'for a sitting without the terms',
      { activation: ['mail', 'method', 'password'] },
      'activation',
      /terms is missing/,
    ],
    [
      'for a sitting without a method',
      { activation: ['terms', 'mail', 'password'] },
      'activation',
      /method is missing/,
    ],
    [
      'for a sitting without a password',
      { activation: ['terms', 'mail', 'method'] },
      'activation',
      /password is missing/,
    ],
    [
      'for a sitting without the mail address that it needs',
      { activation: ['terms', 'method', 'password'] },
      'activation',
      /mail is missing/,
    ],
    [
      'for a step listed twice',
      { activation: ['terms', 'mail', 'terms', 'method', 'password'] },
      'activation',
      /terms is listed twice/,
    ],
    [
      'for a password before the method that decides about it',
      { activation: ['terms', 'mail', 'password', 'method'] },
      'activation',
      /before method/,
    ],
    ['for no methods', { methods: [] }, 'methods', /empty/],
    [
      'for a method listed twice',
      { methods: [{ method: 'totp' }, { method: 'totp' }] },
      'methods',
      /totp is listed twice/,
    ],
    [
      'MTH-02 for methods that all start later',
      { methods: [{ method: 'totp', from: '2026-04-02' }] },
      'methods',
      /after today \(2026-04-01\)/,
    ],
    [
      'MTH-02 for a start that is no day',
      { methods: [{ method: 'totp', from: '2026-02-30' }] },
      'methods.0.from',
      /calendar/,
    ],
    [
      'for two recommended methods',
      { methods: all.map((each) => ({ ...each, recommended: true })) },
      'methods',
      /more than one/,
    ],
    [
      'for mail code alone with mail optional',
      { methods: [{ method: 'mailCode' }], mail: 'optional' },
      'methods',
      /stranded/,
    ],
    [
      'for mail code alone until another method starts',
      { methods: [{ method: 'mailCode' }, { method: 'totp', from: '2027-01-01' }], mail: 'optional' },
      'methods',
      /stranded/,
    ],
    [
      'for mail codes to addresses that nobody verified',
      { methods: all, mailVerification: 'afterwards' },
      'mailVerification',
      /verified/,
    ],
    [
      'for mail codes without the mail step',
      { methods: all, mail: 'optional', activation: ['terms', 'method', 'password'] },
      'activation',
      /mailCode is offered/,
    ],
    ['for sign-in by ID where nobody has one', { signInWith: 'id' }, 'signInWith', /stranded/],
    ['for sign-in by ID where some have none', { signInWith: 'id', userId: 'optional' }, 'signInWith', /stranded/],
    ['for neither an ID nor an address', { mail: 'optional' }, 'mail', /stranded/],
    ['for an address that opens nothing and no ID', { mailVerification: 'afterwards' }, 'mailVerification', /stranded/],
    ['for a passkey after a password that nobody sets', { passkey: 'afterPassword' }, 'passkey', /needs one/],
    [
      'for a tile that leads to http',
      { services: [{ name: 'a', url: 'http://a.example', icon: 'card' }] },
      'services.0.url',
      /https/,
    ],
    [
      'for a tile with a user name in its address',
      { services: [{ name: 'a', url: 'https://b@a.example', icon: 'card' }] },
      'services.0.url',
      /user name/,
    ],
    [
      'for a tile with an unknown picture',
      { services: [{ name: 'a', url: 'https://a.example', icon: 'cat' }] },
      'services.0.icon',
      /cat/,
    ],
    [
      'for a sender with a line break',
      { sender: { name: 'a\nBcc: b', address: 'a@b.example' } },
      'sender.name',
      /line breaks/,
    ],
  ]
  for (const [title, changes, path, why] of cases) it(title, () => refused(changes, path, why))

  it('CON-05 for a method that this build cannot serve', () => {
    const result = readPolicy(
      { ...smallest, methods: [{ method: 'totp' }, { method: 'mailCode' }] },
      { clock, served: ['totp'] },
    )
    assert.ok(!result.ok)
    assert.deepEqual(
      result.error.map(({ path }) => path),
      ['methods.1.method'],
    )
  })

  it('MTH-02 but not on the day in Japan on which its method starts', () => {
    const policy = { ...smallest, methods: [{ method: 'totp', from: '2026-04-01' }] } satisfies PolicyFile
    const lastMinute = () => Date.parse('2026-03-31T23:59:00+09:00')
    assert.equal(readPolicy(policy, { clock: lastMinute }).ok, false)
    assert.equal(readPolicy(policy, { clock: () => lastMinute() + 60_000 }).ok, true)
  })

  it('ISS-12 but not on the last day of the computed password', () => {
    const policy = { ...smallest, initial: ['computed', 'letter'], computed: { until: '2026-04-01' } } as const
    assert.equal(readPolicy(policy, { clock }).ok, true)
    assert.equal(readPolicy(policy, { clock: () => clock() + 24 * 3600 * 1000 }).ok, false)
  })

  it('with every problem at once', () => {
    const result = read({ methods: [], languages: ['en'], title: 'a:b' })
    assert.ok(!result.ok)
    assert.deepEqual(new Set(result.error.map(({ path }) => path)), new Set(['methods', 'languages', 'title']))
  })
})
