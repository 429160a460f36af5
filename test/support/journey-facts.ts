/** Facts that can occur, for the tests of the journey. */
import fc from 'fast-check'
import type {
  Address,
  Credential,
  Factor,
  Facts,
  Kind,
  MemberFacts,
  Method,
  Proof,
  Recovery,
} from '../../src/journey/facts.ts'
import { days, hours, minutes } from '../../src/kernel/clock.ts'
import { NOW, policies } from './journey-policies.ts'

const kinds: readonly Kind[] = ['memory', 'device', 'mailbox', 'paper']
const roots = fc.oneof(
  { arbitrary: fc.constant(null), weight: 3 },
  { arbitrary: fc.subarray([...kinds], { minLength: 1, maxLength: 2 }), weight: 1 },
)
/** How long ago: within this visit, before it but after the letter, before the letter, long ago. */
const ago = fc.constantFrom(minutes(1), minutes(7), days(1), days(2), days(5), days(20))
const VISIT_AGE = minutes(10)
/** When the paper was printed or the recovery granted: never at the moment in which something was bound. */
const before = fc.constantFrom(hours(12), hours(36), days(4), days(30))

function credential(id: string, factor: Credential['factor']): fc.Arbitrary<Credential> {
  return fc.record({ ago, roots }).map(({ ago, roots }) => {
    return { id, factor, boundAt: NOW - ago, boundInVisit: ago < VISIT_AGE, roots }
  })
}

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null })

const address: fc.Arbitrary<Address> = fc
  .record({ onFile: ago, fromFile: fc.boolean(), submitted: maybe(ago), verified: maybe(ago), roots })
  .map(({ onFile, fromFile, submitted, verified, roots }) => ({
    id: 'address',
    fromFile,
    onFileAt: NOW - Math.max(onFile, submitted ?? 0, verified ?? 0),
    submittedAt: verified === null ? submitted && NOW - submitted : NOW - Math.max(submitted ?? 0, verified),
    verifiedAt: verified && NOW - verified,
    verifiedInVisit: verified !== null && verified < VISIT_AGE,
    roots,
  }))

const credentials = fc
  .record({
    password: maybe(credential('password', 'password')),
    totp: maybe(credential('app', 'totp')),
    second: maybe(credential('app-2', 'totp')),
    passkey: maybe(credential('passkey', 'passkey')),
    mailCode: maybe(credential('address', 'mailCode')),
  })
  .map((owned) => Object.values(owned).filter((one) => one !== null))

const members: fc.Arbitrary<MemberFacts> = fc
  .record({
    standing: fc.oneof(
      { arbitrary: fc.constant('eligible'), weight: 12 },
      { arbitrary: fc.constantFrom('frozen', 'qualificationEnded', 'closed'), weight: 1 },
    ),
    credentials,
    address: maybe(address),
    declinedMailAt: maybe(ago.map((since) => NOW - since)),
    heldSince: fc.oneof(
      { arbitrary: fc.constant(null), weight: 9 },
      { arbitrary: ago.map((since) => NOW - since), weight: 1 },
    ),
    hasLastingId: fc.boolean(),
    chosenMethod: maybe(fc.constantFrom<Method>('passkey', 'totp', 'mailCode')),
    acceptedTerms: fc.constantFrom(0, 1, 2, 2, 2),
    recoveryPaper: fc.record({ issued: fc.boolean(), keptAt: maybe(fc.constant(NOW - days(1))), usable: fc.boolean() }),
    unnamedPasskey: fc.boolean(),
    // Within the visit, before it and long ago; never at a moment at which something was bound.
    frozenAgo: before,
    doubtedAgo: fc.constantFrom(hours(12), hours(36), days(4), days(30), days(90)),
  })
  .map(({ frozenAgo, doubtedAgo, ...member }) => {
    const freeze = { at: NOW - frozenAgo, doubtedSince: NOW - Math.max(frozenAgo, doubtedAgo) }
    const letterSent = member.recoveryPaper.issued
    return withMailMethod({
      ...member,
      letterSent,
      freeze: member.standing === 'frozen' ? freeze : null,
    } as MemberFacts)
  })

/** The mail method is there exactly when its address is verified. */
function withMailMethod(member: MemberFacts): MemberFacts {
  const verified = member.address?.verifiedAt != null
  return { ...member, credentials: member.credentials.filter(({ factor }) => factor !== 'mailCode' || verified) }
}

export const demands: fc.Arbitrary<Facts['demand']> = fc.record({
  level: fc.constantFrom(0 as const, 1 as const, 2 as const, 'own' as const),
  maxAge: fc.constantFrom(null, minutes(5)),
  consent: fc.constantFrom('none' as const, 'needed' as const),
})

/** Facts about somebody identified; what was proven is always something that the facts hold. */
export const knownFacts: fc.Arbitrary<Facts> = fc
  .record({
    policy: policies,
    member: members,
    letterAgo: maybe(before),
    matched: fc.constantFrom(true, true, true, false),
    recovers: fc.constantFrom(false, false, false, true),
    knownBrowser: fc.boolean(),
  })
  .chain((basis) =>
    fc.record({
      basis: fc.constant(basis),
      demand: fc.oneof(fc.constant({ level: 2, maxAge: null, consent: 'none' } as const), demands),
      shown: fc.oneof(fc.constant(provable(basis.member)), fc.subarray(provable(basis.member))),
      age: fc.array(fc.constantFrom(0, minutes(3), minutes(6)), { minLength: 8, maxLength: 8 }),
      invited: fc.oneof({ arbitrary: fc.constant(false), weight: 4 }, { arbitrary: fc.constant(true), weight: 1 }),
      recovered: fc.oneof({ arbitrary: fc.constant(null), weight: 6 }, { arbitrary: recoveries, weight: 1 }),
      recovering: fc.oneof({ arbitrary: fc.constant(null), weight: 5 }, { arbitrary: recoverings, weight: 1 }),
      terms: fc.constantFrom(1, 2),
      signedInWith: fc.constantFrom(null, null, 'password' as const),
    }),
  )
  .map(({ basis, demand, shown, age, invited, recovered, recovering, terms, signedInWith }) => {
    const mailAddressId = invited ? 'address' : null
    const letter =
      basis.letterAgo === null
        ? null
        : { id: 'letter', issuedAt: NOW - basis.letterAgo, mailAddressId, recovers: basis.recovers && !invited }
    const all = letter ? [...shown, { factor: 'letter', credentialId: 'letter', boundAt: 0 } as const] : shown
    // The way in: of a password that this visit replaced afterwards, where there is one that was bound in it.
    const way = signedInWith && basis.member.credentials.some(({ factor }) => factor === signedInWith)
    const proofs: Proof[] = all.map(({ factor, credentialId, boundAt }, at) => {
      return { factor, credentialId, at: Math.max(NOW - (age[at] ?? 0), boundAt) }
    })
    if (way) proofs.unshift({ factor: signedInWith, credentialId: null, at: NOW - minutes(9) })
    return {
      now: NOW,
      policy: basis.policy,
      terms,
      member: basis.member,
      proofs,
      visit: {
        startedAt: NOW - VISIT_AGE,
        knownBrowser: basis.knownBrowser,
        birthDateMatchedAt: basis.matched ? NOW - minutes(9) : null,
        letter,
        recovering,
      },
      recovery: recovered,
      demand,
    }
  })

const factors: readonly Factor[] = ['password', 'passkey', 'totp', 'mailCode']
const recoverings: fc.Arbitrary<{ lost: readonly Factor[] }> = fc.record({ lost: fc.subarray([...factors]) })
/** Granted in this visit, or at a moment at which nothing was bound. */
const recoveries: fc.Arbitrary<Recovery> = fc
  .record({
    rung: fc.constantFrom('twoKinds' as const, 'direct' as const, 'letter' as const),
    ago: fc.oneof(before, fc.constant(minutes(4))),
    replaces: fc.subarray([...factors], { minLength: 1 }),
  })
  .map(({ rung, ago, replaces }) => ({
    rung,
    grantedAt: NOW - ago,
    grantedInVisit: ago < VISIT_AGE,
    setsAside: Object.fromEntries((rung === 'letter' ? factors : replaces).map((factor) => [factor, NOW - ago])),
  }))

function provable(member: MemberFacts) {
  const owned = member.credentials.map(({ factor, id, boundAt }) => ({ factor, credentialId: id, boundAt }))
  const mailbox = member.address?.verifiedAt != null ? [member.address] : []
  const codes = mailbox.map(({ id, verifiedAt }) => {
    return { factor: 'mailCode' as const, credentialId: id, boundAt: verifiedAt ?? 0 }
  })
  const paper = member.recoveryPaper.usable
    ? [{ factor: 'recoveryCode' as const, credentialId: 'paper', boundAt: 0 }]
    : []
  return [...owned.filter(({ factor }) => factor !== 'mailCode'), ...codes, ...paper]
}

/** Facts before anybody is identified. */
export const unknownFacts: fc.Arbitrary<Facts> = knownFacts.map((facts) => ({
  ...facts,
  member: null,
  proofs: [],
  recovery: null,
}))
