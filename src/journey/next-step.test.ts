import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { NOW, societies } from '../../test/support/journey-facts.ts'
import { days, minutes } from '../kernel/clock.ts'
import type { Address, Credential, Facts, JourneyPolicy, MemberFacts, Method } from './facts.ts'
import { PORTAL } from './facts.ts'
import { nextStep } from './next-step.ts'
import { assumeDone, outstanding, progress } from './outstanding.ts'
import { answers, type Step } from './step.ts'

const MIDNIGHT = Date.parse('2026-08-01T00:00:00+09:00')
const visit = { startedAt: NOW - minutes(10), knownBrowser: false, birthDateMatchedAt: null, letter: null }
const anonymous = (policy: JourneyPolicy): Facts => {
  return { now: NOW, policy, terms: 1, member: null, proofs: [], visit, recovery: null, demand: PORTAL }
}
const address: Address = {
  id: 'address',
  onFileAt: NOW - days(90),
  submittedAt: null,
  verifiedAt: null,
  verifiedInVisit: false,
  roots: null,
}
const verified: Address = { ...address, submittedAt: NOW - days(2), verifiedAt: NOW - days(2) }
const nobody: MemberFacts = {
  standing: 'eligible',
  credentials: [],
  address: null,
  hasLastingId: false,
  chosenMethod: null,
  acceptedTerms: 0,
  recoveryPaper: { issued: true, keptAt: null },
  unnamedPasskey: false,
}
const letter = { id: 'letter', issuedAt: NOW - days(3) }

/** A letter was opened and the birth date is right. */
const opened = (policy: JourneyPolicy, member: Partial<MemberFacts> = {}): Facts => ({
  ...anonymous(policy),
  member: { ...nobody, ...member },
  visit: { ...visit, letter, birthDateMatchedAt: NOW - minutes(10) },
  proofs: [{ factor: 'letter', credentialId: letter.id, at: NOW - minutes(10) }],
})
const owned = (factor: Credential['factor'], change: Partial<Credential> = {}): Credential => {
  return { id: factor, factor, boundAt: NOW - days(2), boundInVisit: false, roots: null, ...change }
}
/** Activated two days ago. */
const active = (method: Method, ...factors: Credential['factor'][]): MemberFacts => ({
  ...nobody,
  credentials: factors.map((factor) => owned(factor, factor === 'mailCode' ? { id: address.id } : {})),
  address: verified,
  hasLastingId: true,
  chosenMethod: method,
  acceptedTerms: 1,
  recoveryPaper: { issued: true, keptAt: NOW - days(2) },
})
/** A visit that began with these proofs. */
const signedIn = (
  policy: JourneyPolicy,
  member: MemberFacts,
  ...factors: Facts['proofs'][number]['factor'][]
): Facts => {
  const id = (factor: string) => (factor === 'password' ? null : factor === 'mailCode' ? address.id : factor)
  const proofs = factors.map((factor) => ({ factor, credentialId: id(factor), at: NOW - minutes(1) }))
  return { ...anonymous(policy), member, proofs }
}

const shown = (step: Step): string => {
  if (step.kind === 'enrol') return `enrol ${step.method}`
  if (step.kind === 'chooseMethod')
    return step.userId === 'none' ? 'chooseMethod' : `chooseMethod + userId ${step.userId}`
  if (step.kind === 'prove') return `prove ${step.options.join('|')} (${step.reason})`
  if (step.kind === 'refused') return `refused: ${step.reason} → ${step.exits.join(', ')}`
  return step.kind === 'done' ? `done: ${step.portal}` : step.kind
}
const path = (facts: Facts): string => outstanding(facts).map(shown).join(' → ')
/** The path of whoever chooses this method. */
const choosing = (method: Method, policy: JourneyPolicy): string => {
  const steps = outstanding(opened(policy))
  const at = steps.findIndex(({ kind }) => kind === 'chooseMethod')
  const facts = steps.slice(0, at).reduce(assumeDone, opened(policy))
  const step = steps[at]
  assert.ok(step?.kind === 'chooseMethod')
  return `${steps
    .slice(0, at + 1)
    .map(shown)
    .join(' → ')} → ${path(assumeDone(facts, { ...step, methods: [method] }))}`
}

describe('the first sitting', () => {
  it('begins with the letter, where a signed-in visitor is asked for nothing else', () => {
    const step = nextStep(anonymous(societies.genkan))
    assert.deepEqual(step, { kind: 'signIn' })
    assert.ok(answers(step, 'openLetter') && answers(step, 'signIn') && !answers(step, 'acceptTerms'))
  })

  it('genkan goes from the letter to the portal in one sitting', () => {
    assert.equal(
      path(opened(societies['genkan, app only'])),
      'acceptTerms → confirmMail → verifyMail → setPassword → enrol totp → keepRecoveryPaper → done: open',
    )
    assert.equal(
      path(opened(societies.genkan)),
      'acceptTerms → confirmMail → verifyMail → enrol passkey → keepRecoveryPaper → done: open',
    )
  })

  it('MTH-03, CON-06: goes straight to a recommended passkey that comes first; another method is chosen from there', () => {
    const { genkan } = societies
    const member = { acceptedTerms: 1, address: { ...verified, verifiedInVisit: true } }
    const step = (policy: JourneyPolicy, change: Partial<MemberFacts> = {}) =>
      shown(nextStep(opened(policy, { ...member, ...change })))
    assert.equal(step(genkan), 'enrol passkey')
    assert.equal(step(genkan, { chosenMethod: 'totp' }), 'setPassword')
    const offers = genkan.methods.map((offer) => ({ ...offer, recommended: offer.method === 'totp' }))
    assert.equal(step({ ...genkan, methods: offers }), 'chooseMethod')
    assert.equal(step({ ...genkan, passkey: 'afterPassword' }), 'chooseMethod')
    assert.equal(step({ ...genkan, enrolment: { ...genkan.enrolment, passkey: 'nextSignIn' } }), 'chooseMethod')
    assert.equal(step({ ...genkan, userId: 'required' }), 'chooseMethod + userId required')
    const later = genkan.methods.map((offer) => ({ ...offer, from: offer.method === 'passkey' ? '2099-01-01' : null }))
    assert.equal(step({ ...genkan, methods: later }), 'setPassword')
  })

  it('PSK-07, PSK-09: a passkey is named on a page of its own only where the society asks for it', () => {
    const asked: JourneyPolicy = { ...societies.genkan, passkeyName: 'asked' }
    assert.match(path(opened(asked)), /enrol passkey → namePasskey → keepRecoveryPaper → done: open$/)
    const unnamed = { ...active('passkey', 'passkey'), unnamedPasskey: true }
    assert.equal(shown(nextStep(signedIn(asked, unnamed, 'passkey'))), 'namePasskey')
    assert.equal(shown(nextStep(signedIn(societies.genkan, unnamed, 'passkey'))), 'done: open')
  })

  it('has at most seven screens in genkan, the letter and the portal counted', () => {
    const passkey = opened(societies.genkan)
    assert.deepEqual(progress(passkey), { at: 2, of: 6 })
    assert.equal(outstanding(passkey).at(-1)?.kind, 'done')
    const facts = opened(societies['genkan, app only'])
    assert.deepEqual(progress(facts), { at: 2, of: 7 })
    assert.deepEqual(progress(assumeDone(facts, nextStep(facts))), { at: 3, of: 7 })
  })

  it('FST-01, FST-02, FST-03: mail, then method, then password; the method waits for the next sign-in', () => {
    const order = 'acceptTerms → confirmMail → verifyMail → chooseMethod → setPassword → done: servicesLocked'
    for (const name of ['aoba', 'wakaba'] as const)
      for (const { method } of societies[name].methods)
        if (method !== 'mailCode') assert.equal(choosing(method, societies[name]), order, `${name} ${method}`)
    assert.equal(choosing('passkey', societies.minato), order)
  })

  it('FST-04: sakura asks for user ID and method on one form, then for the password', () => {
    assert.equal(
      choosing('totp', societies.sakura),
      'acceptTerms → confirmMail → verifyMail → chooseMethod + userId required → setPassword → done: servicesLocked',
    )
    assert.equal(
      path(opened(societies['sakura, app only'])),
      'acceptTerms → confirmMail → verifyMail → chooseMethod + userId required → setPassword → enrol totp → done: open',
    )
  })

  it('FST-05: hinode asks for the address last and does not wait for its confirmation', () => {
    assert.equal(
      choosing('totp', societies.hinode),
      'acceptTerms → chooseMethod + userId required → setPassword → confirmMail → done: servicesLocked',
    )
  })

  it('FST-06: the policy orders the steps, and none is skipped', () => {
    const order = (...activation: JourneyPolicy['activation']) =>
      path(opened({ ...societies['sakura, app only'], activation }))
    assert.equal(
      order('mail', 'password', 'method', 'terms'),
      'confirmMail → verifyMail → setPassword → chooseMethod + userId required → acceptTerms → enrol totp → done: open',
    )
    assert.match(
      order('method', 'terms', 'password', 'mail'),
      /^chooseMethod .* acceptTerms → setPassword → confirmMail/,
    )
  })

  it('FST-14: a mail code is complete at once, its address was just verified', () => {
    for (const name of ['minato', 'sakura', 'aoba'] as const)
      assert.match(choosing('mailCode', societies[name]), /chooseMethod.* → setPassword → done: open$/, name)
  })

  it('an address on file is confirmed like a typed one', () => {
    assert.match(path(opened(societies.genkan, { address })), /^acceptTerms → confirmMail → verifyMail/)
  })

  it('asks nobody for an address where none is needed', () => {
    assert.doesNotMatch(path(opened(societies['without mail'])), /Mail/)
  })

  it('BRT-01, BRT-02: the birth date comes before everything, for every letter that was opened', () => {
    for (const policy of Object.values(societies)) {
      const facts = opened(policy, { address: verified })
      const unmatched = { ...facts, visit: { ...facts.visit, birthDateMatchedAt: null } }
      assert.deepEqual(nextStep(unmatched), { kind: 'matchBirthDate' })
      assert.deepEqual(nextStep({ ...unmatched, member: active('mailCode', 'password', 'mailCode') }), {
        kind: 'matchBirthDate',
      })
    }
  })
})

describe('signing in again', () => {
  const policy = societies.genkan

  it('LGN-13, LGN-14: the password, then the factor of the account, then the portal', () => {
    assert.equal(
      path(signedIn(policy, active('totp', 'password', 'totp'), 'password')),
      'prove totp (secondFactor) → done: open',
    )
    assert.equal(
      path(signedIn(policy, active('mailCode', 'password', 'mailCode'), 'password')),
      'prove mailCode (secondFactor) → done: open',
    )
  })

  it('a passkey alone is enough: it is device and memory', () => {
    assert.equal(path(signedIn(policy, active('passkey', 'passkey', 'password'), 'passkey')), 'done: open')
  })

  it('FST-07, FST-08, FST-09: nothing of the first sitting is asked again', () => {
    for (const society of Object.values(societies))
      assert.equal(path(signedIn(society, active('totp', 'password', 'totp'), 'password', 'totp')), 'done: open')
  })

  it('two proofs from one mailbox are one: a password set through it and a code sent to it', () => {
    const member = active('mailCode', 'password', 'mailCode')
    const credentials = [owned('password', { roots: ['mailbox'] }), owned('mailCode', { id: address.id })]
    assert.equal(
      path(signedIn(policy, { ...member, credentials }, 'password', 'mailCode')),
      'refused: signInAgain → signIn, contact',
    )
  })

  it('TRM-03, TRM-04, TRM-05, TRM-06: new terms come after the factors and before the portal', () => {
    for (const [method, first] of [
      ['totp', 'password'],
      ['passkey', 'passkey'],
    ] as const) {
      const member = method === 'totp' ? active('totp', 'password', 'totp') : active('passkey', 'passkey')
      const facts = { ...signedIn(policy, member, first), terms: 2 }
      const factor = method === 'totp' ? 'prove totp (secondFactor) → ' : ''
      assert.equal(path(facts), `${factor}acceptTerms → done: open`)
    }
  })

  it('TRM-06: the version that is in force is the one to accept', () => {
    const facts = { ...signedIn(policy, active('passkey', 'passkey'), 'passkey'), terms: 7 }
    assert.deepEqual(nextStep(facts), { kind: 'acceptTerms', version: 7 })
  })

  it('a demand for fresh proofs asks for the account’s own level again', () => {
    const member = active('totp', 'password', 'totp')
    const facts = signedIn(policy, member, 'password', 'totp')
    const sensitive = { ...facts, demand: { ...PORTAL, maxAge: minutes(5) } }
    assert.equal(path(sensitive), 'done: open')
    assert.equal(
      path({ ...sensitive, now: NOW + minutes(5) }),
      'prove password|totp (freshness) → prove totp (freshness) → done: open',
    )
  })

  it('what was bound in this visit opens the portal, and no sensitive change', () => {
    const steps = outstanding(opened(societies['genkan, app only']))
    const facts = steps.reduce(assumeDone, opened(societies['genkan, app only']))
    assert.equal(path(facts), 'done: open')
    assert.equal(
      path({ ...facts, demand: { ...PORTAL, maxAge: minutes(5) } }),
      'refused: signInAgain → signIn, contact',
    )
  })
})

describe('an interrupted activation', () => {
  const policy = societies['genkan, app only']
  const begun: Partial<MemberFacts> = { address: verified, acceptedTerms: 1 }
  const waiting = (ago: number): MemberFacts => ({
    ...active('totp', 'password'),
    credentials: [owned('password', { boundAt: NOW - ago })],
    recoveryPaper: nobody.recoveryPaper,
  })

  it('FST-06: goes on by the letter, with a code to the address once that is verified', () => {
    assert.equal(
      path(opened(policy, begun)),
      'prove mailCode (resume) → setPassword → enrol totp → keepRecoveryPaper → done: open',
    )
    assert.match(path(opened(policy, { acceptedTerms: 1 })), /^confirmMail → verifyMail/)
  })

  it('goes on by the password, with a code to the address', () => {
    assert.equal(
      path(signedIn(policy, waiting(days(2)), 'password')),
      'prove mailCode (resume) → enrol totp → keepRecoveryPaper → done: open',
    )
  })

  it('FST-12: after 14 days, or without a verified address, the password alone goes nowhere: a letter is needed', () => {
    const needed = 'refused: letterNeeded → letter, contact'
    assert.match(path(signedIn(policy, waiting(days(14)), 'password')), /^prove mailCode/)
    assert.equal(path(signedIn(policy, waiting(days(14) + 1), 'password')), needed)
    assert.equal(path(signedIn(policy, { ...waiting(days(2)), address }, 'password')), needed)
    assert.equal(path(signedIn(policy, { ...waiting(days(2)), address: null }, 'password')), needed)
  })

  it('a newer letter needs neither the old password nor the old mailbox', () => {
    const late = {
      ...waiting(days(20)),
      address: { ...verified, submittedAt: NOW - days(20), verifiedAt: NOW - days(20) },
    }
    assert.equal(path(opened(policy, late)), 'confirmMail → setPassword → enrol totp → keepRecoveryPaper → done: open')
  })

  it('an address that another visit typed is asked again before anything is sent to it', () => {
    const typed = { ...address, submittedAt: NOW - days(1) }
    assert.equal(nextStep(opened(policy, { ...begun, address: typed })).kind, 'confirmMail')
    const here = { ...address, submittedAt: NOW - minutes(1) }
    assert.equal(nextStep(opened(policy, { ...begun, address: here })).kind, 'verifyMail')
  })

  it('FST-10, FST-11, FST-13: where the method waits, the next sign-in binds it and opens the services', () => {
    assert.equal(
      path(signedIn(societies.aoba, waiting(days(2)), 'password')),
      'prove mailCode (resume) → enrol totp → done: open',
    )
  })
})

describe('methods', () => {
  const policy = societies.genkan

  it('MTH-02, CON-05: a dated method is offered from midnight in Japan on, and shown nowhere before', () => {
    const methods = [...policy.methods, { method: 'mailCode' as const, recommended: false, from: '2026-08-01' }]
    const at = (now: number) => {
      const member = { acceptedTerms: 1, address: { ...verified, verifiedInVisit: true } }
      const chooser: JourneyPolicy = { ...policy, methods, passkey: 'afterPassword' }
      const step = nextStep({ ...opened(chooser, member), now })
      return step.kind === 'chooseMethod' ? step.methods : step.kind
    }
    assert.deepEqual(at(MIDNIGHT - 1), ['passkey', 'totp'])
    assert.deepEqual(at(MIDNIGHT), ['passkey', 'totp', 'mailCode'])
  })

  it('they are offered in the order of the society', () => {
    const step = outstanding(opened(societies.wakaba)).find(({ kind }) => kind === 'chooseMethod')
    assert.deepEqual(step, { kind: 'chooseMethod', methods: ['totp', 'mailCode', 'passkey'], userId: 'none' })
  })

  it('a withdrawn method stays good for whoever owns it, and is chosen anew by whoever only chose it', () => {
    const methods = policy.methods.filter(({ method }) => method !== 'totp')
    const without = { ...policy, methods }
    assert.equal(
      path(signedIn(without, active('totp', 'password', 'totp'), 'password')),
      'prove totp (secondFactor) → done: open',
    )
    const chosen = { address: { ...verified, verifiedInVisit: true }, acceptedTerms: 1, chosenMethod: 'totp' as const }
    assert.match(path(opened({ ...without, userId: 'required' }, chosen)), /^chooseMethod/)
  })

  it('a user ID that is optional is asked once, together with the method', () => {
    const optional = { ...policy, userId: 'optional' as const }
    const facts = opened(optional, { acceptedTerms: 1, address: { ...verified, verifiedInVisit: true } })
    const step = nextStep(facts)
    assert.deepEqual(step, { kind: 'chooseMethod', methods: ['passkey', 'totp'], userId: 'optional' })
    const declined = { ...facts, member: { ...(facts.member as MemberFacts), chosenMethod: 'totp' as const } }
    assert.equal(nextStep(declined).kind, 'setPassword')
  })

  it('UID-45: where no user ID is asked, the issued one stays', () => {
    for (const name of ['aoba', 'wakaba', 'minato'] as const)
      assert.doesNotMatch(path(opened(societies[name])), /userId/)
  })
})

describe('refusals', () => {
  it('ended, closed and frozen accounts are refused after every proof, and say where to turn', () => {
    const exits = { qualificationEnded: ['contact'], closed: ['contact'], frozen: ['letter', 'contact'] } as const
    for (const standing of ['qualificationEnded', 'closed', 'frozen'] as const) {
      const member = { ...active('totp', 'password', 'totp'), standing }
      for (const facts of [
        signedIn(societies.genkan, member, 'password'),
        signedIn(societies.genkan, member, 'password', 'totp'),
        { ...opened(societies.genkan), member },
      ])
        assert.deepEqual(nextStep(facts), { kind: 'refused', reason: standing, exits: exits[standing] })
    }
  })
})
