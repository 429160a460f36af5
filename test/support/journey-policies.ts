/** The societies as the journey sees them, and every policy that validates, for its tests. */
import fc from 'fast-check'
import type { JourneyPolicy, Method } from '../../src/journey/facts.ts'
import { RULE_BOOK } from '../../src/journey/next-step.ts'
import type { PolicyFile } from '../../src/society/policy.ts'
import { readPolicy } from '../../src/society/validate-policy.ts'

export const NOW = Date.parse('2026-08-01T03:00:00Z')

/** `fast-check` prints it with every failure; a fixed one makes a red test red again. */
export const SEED = 20260801

const offer = (...methods: Method[]): JourneyPolicy['methods'] =>
  methods.map((method, at) => ({ method, recommended: at === 0, from: null }))
const later = { passkey: 'nextSignIn', totp: 'nextSignIn', mailCode: 'nextSignIn' } as const
const atOnce = { passkey: 'sameSitting', totp: 'sameSitting', mailCode: 'sameSitting' } as const

type Movable = 'terms' | 'mail' | 'method' | 'password'
/** In this order; the birth date, where a policy must name it, comes first in any case. */
const steps = (...order: Movable[]): JourneyPolicy['activation'] =>
  order.filter((name) => name in RULE_BOOK.activation) as JourneyPolicy['activation']

const genkan: JourneyPolicy = {
  activation: steps('terms', 'mail', 'method', 'password'),
  methods: offer('passkey', 'totp'),
  enrolment: atOnce,
  userId: 'none',
  password: 'whenNoPasskey',
  passkey: 'first',
  passkeyName: 'proposed',
  mail: 'required',
  mailVerification: 'codeOrLink',
  recoveryPaper: 'letter',
  initial: ['letter'],
  computed: { until: null, mail: 'onFile', holdHours: 72, numberDigits: 0 },
}
const likeTheManuals: JourneyPolicy = {
  ...genkan,
  password: 'required',
  passkey: 'afterPassword',
  passkeyName: 'asked',
  recoveryPaper: 'none',
  enrolment: later,
}

/** The societies of design.md §6 as the journey sees them, and the two of part 1, which offer the app only. */
export const societies = {
  genkan,
  'genkan, app only': { ...genkan, methods: offer('totp') },
  aoba: {
    ...likeTheManuals,
    methods: [...offer('passkey', 'totp'), { method: 'mailCode', recommended: false, from: '2025-10-01' }],
  },
  wakaba: { ...likeTheManuals, methods: offer('totp', 'mailCode', 'passkey') },
  hinode: {
    ...likeTheManuals,
    activation: steps('terms', 'method', 'password', 'mail'),
    methods: offer('passkey', 'totp'),
    userId: 'required',
    enrolment: atOnce,
    mailVerification: 'afterwards',
  },
  minato: {
    ...likeTheManuals,
    methods: offer('passkey', 'mailCode'),
    enrolment: { ...later, mailCode: 'sameSitting' },
  },
  sakura: {
    ...likeTheManuals,
    methods: offer('passkey', 'totp', 'mailCode'),
    userId: 'required',
    enrolment: { ...later, mailCode: 'sameSitting' },
  },
  'sakura, app only': { ...likeTheManuals, methods: offer('totp'), userId: 'required', enrolment: atOnce },
  'without mail': { ...genkan, mail: 'optional', userId: 'required' },
} as const satisfies Record<string, JourneyPolicy>

const everyMethod: readonly Method[] = ['passkey', 'totp', 'mailCode']
const dated = fc.constantFrom(null, null, '2025-10-01', '2026-08-01', '2026-12-01')
const offered: fc.Arbitrary<JourneyPolicy['methods']> = fc
  .tuple(fc.shuffledSubarray([...everyMethod], { minLength: 1 }), fc.array(dated, { minLength: 3, maxLength: 3 }))
  .map(([methods, from]) => methods.map((method, at) => ({ method, recommended: at === 0, from: from[at] ?? null })))
const when = fc.constantFrom('sameSitting' as const, 'nextSignIn' as const)

const frame: PolicyFile = {
  societyName: '見本健康保険組合',
  contact: { name: '窓口', phone: '03-0000-0000', hours: '9:00–17:00' },
  sender: { name: '見本', address: 'info@example.jp' },
  hosts: { origin: 'https://mihon.example.jp' },
}

/** What a society may really apply, all methods served. */
function letsSomebodyIn(journey: JourneyPolicy): boolean {
  return readPolicy({ ...frame, ...journey } as PolicyFile, { clock: () => NOW, served: everyMethod }).ok
}

const anyPolicy: fc.Arbitrary<JourneyPolicy> = fc
  .record({
    activation: fc
      .shuffledSubarray(['terms', 'mail', 'method', 'password'] as const, { minLength: 4 })
      .map((order) => steps(...order)),
    methods: offered,
    enrolment: fc.record({ passkey: when, totp: when, mailCode: when }),
    userId: fc.constantFrom('none' as const, 'optional' as const, 'required' as const),
    password: fc.constantFrom('required' as const, 'whenNoPasskey' as const),
    passkey: fc.constantFrom('first' as const, 'afterPassword' as const),
    passkeyName: fc.constantFrom('proposed' as const, 'asked' as const),
    mail: fc.constantFrom('required' as const, 'required' as const, 'optional' as const),
    mailVerification: fc.constantFrom('codeOrLink' as const, 'afterwards' as const),
    recoveryPaper: fc.constantFrom('letter' as const, 'screen' as const, 'none' as const),
    initial: fc.constantFrom<JourneyPolicy['initial']>(
      ['letter'],
      ['computed', 'letter'],
      ['invitationMail', 'letter'],
    ),
    computed: fc.constantFrom('onFile' as const, 'any' as const).map((mail) => ({ ...genkan.computed, mail })),
    recovery: fc
      .constantFrom(
        ['twoKinds', 'letter'] as const,
        ['twoKinds', 'letter'] as const,
        ['letter'] as const,
        ['direct', 'twoKinds', 'letter'] as const,
      )
      .map((rungs) => [...rungs]),
    afterReset: fc.constantFrom('portal' as const, 'portal' as const, 'signIn' as const),
  })
  .filter(letsSomebodyIn)

/** Every order of the steps, every choice, as long as it validates; made once, since validating takes its time. */
export const policies: fc.Arbitrary<JourneyPolicy> = fc.constantFrom(
  ...fc.sample(anyPolicy, { seed: SEED, numRuns: 400 }),
)
