import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { active, address, opened, owned, path, signedIn, verified } from '../../test/support/journey-people.ts'
import { NOW, societies } from '../../test/support/journey-policies.ts'
import { minutes } from '../kernel/clock.ts'
import { type Facts, type JourneyPolicy, type MemberFacts, PORTAL } from './facts.ts'
import { nextStep } from './next-step.ts'
import { assumeDone, outstanding } from './outstanding.ts'

const MIDNIGHT = Date.parse('2026-08-01T00:00:00+09:00')

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
      'refused: signInAgain → signIn, letter, contact',
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

  it('whoever replaces the password goes on with what was shown here; every other visit is asked for the new one', () => {
    const member = active('totp', 'password', 'totp')
    const facts = signedIn(policy, member, 'password', 'totp')
    const replaced = (boundInVisit: boolean) => {
      const credentials = [
        owned('password', { boundAt: NOW + 1, boundInVisit, roots: ['device', 'memory'] }),
        owned('totp'),
      ]
      return { ...facts, now: NOW + minutes(1), member: { ...member, credentials } }
    }
    const sensitive = { ...PORTAL, maxAge: minutes(5) }
    assert.equal(path(replaced(true)), 'done: open')
    assert.equal(path({ ...replaced(true), demand: sensitive }), 'done: open')
    assert.equal(path(replaced(false)), 'prove password (secondFactor) → done: open')
  })

  it('what was bound in this visit opens the portal, and no sensitive change', () => {
    const steps = outstanding(opened(societies['genkan, app only']))
    const facts = steps.reduce(assumeDone, opened(societies['genkan, app only']))
    assert.equal(path(facts), 'done: open')
    assert.equal(
      path({ ...facts, demand: { ...PORTAL, maxAge: minutes(5) } }),
      'refused: signInAgain → signIn, letter, contact',
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
  it('ended and closed accounts are refused after every proof, and say where to turn', () => {
    const exits = { qualificationEnded: ['contact'], closed: ['contact'] } as const
    for (const standing of ['qualificationEnded', 'closed'] as const) {
      const member = { ...active('totp', 'password', 'totp'), standing }
      for (const facts of [
        signedIn(societies.genkan, member, 'password'),
        signedIn(societies.genkan, member, 'password', 'totp'),
        { ...opened(societies.genkan), member },
      ])
        assert.deepEqual(nextStep(facts), { kind: 'refused', reason: standing, exits: exits[standing] })
    }
  })

  it('a frozen account opens for two kinds that were there before the doubt, and for newer paper', () => {
    const frozen = (doubtedSince: number, at = NOW) => {
      const freeze = { at, doubtedSince }
      return { ...active('totp', 'password', 'totp'), standing: 'frozen' as const, freeze }
    }
    const asked = (facts: Facts) => nextStep(facts)
    const refused = { kind: 'refused', reason: 'frozen', exits: ['letter', 'contact'] }
    const password = signedIn(societies.genkan, frozen(NOW), 'password')
    assert.deepEqual(asked(password), { kind: 'prove', options: ['totp'], reason: 'restore' })
    const both = signedIn(societies.genkan, frozen(NOW), 'password', 'totp')
    assert.deepEqual(asked(both), { kind: 'restore', by: 'ownFactors' })
    assert.deepEqual(asked(signedIn(societies.genkan, frozen(0), 'password', 'totp')), refused)
    const letter = opened(societies.genkan)
    assert.deepEqual(asked({ ...letter, member: frozen(NOW) }), refused)
    assert.deepEqual(asked({ ...letter, member: frozen(NOW, 0) }), { kind: 'restore', by: 'letter' })
    const recovers = letter.visit.letter && { ...letter.visit.letter, recovers: true }
    const step = asked({ ...letter, member: frozen(NOW, 0), visit: { ...letter.visit, letter: recovers } })
    assert.equal(step.kind, 'recover')
  })
})
