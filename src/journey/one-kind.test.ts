import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { active, nobody, owned, path, signedIn } from '../../test/support/journey-people.ts'
import { NOW, societies } from '../../test/support/journey-policies.ts'
import { hours, minutes } from '../kernel/clock.ts'
import { mayHaveCodes } from './evidence.ts'
import { CHANGE, type Credential, PORTAL } from './facts.ts'

describe('an account that came back by one kind (decision 0018)', () => {
  const policy = societies['sakura, app only']

  it('RAU-02: what came back by one kind is asked for all it has, and for new paper where two kinds are demanded', () => {
    const mailbox = { roots: ['mailbox' as const] }
    const member = {
      ...active('totp', 'password', 'totp'),
      credentials: [owned('password', mailbox), owned('totp', mailbox)],
    }
    const recovery = { rung: 'direct' as const, grantedAt: NOW - hours(2), grantedInVisit: false, setsAside: {} }
    const facts = { ...signedIn(policy, member, 'password', 'totp'), recovery }
    const later = { ...facts, now: NOW + minutes(6) }
    assert.equal(path({ ...facts, demand: CHANGE }), 'done: open')
    assert.equal(
      path({ ...later, demand: CHANGE }),
      'prove password|totp (freshness) → prove totp (freshness) → done: open',
    )
    for (const factor of ['password', 'totp'] as const) {
      const proofs = facts.proofs.map((proof) => ({ ...proof, at: proof.factor === factor ? later.now : proof.at }))
      assert.notEqual(path({ ...later, proofs, demand: CHANGE }), 'done: open', `${factor} alone`)
    }
    const here = member.credentials.map((credential) => ({ ...credential, boundInVisit: true }))
    const sitting = { ...facts, member: { ...member, credentials: here } }
    assert.equal(path({ ...sitting, demand: CHANGE }), 'refused: signInAgain → signIn, letter, contact')
    const service = { ...PORTAL, maxAge: hours(12) }
    assert.equal(path({ ...facts, demand: service }), 'refused: letterNeeded → letter, contact')
    assert.equal(path({ ...facts, demand: { ...service, level: 'own' } }), 'done: open')
  })

  it('REC-12: what came back by one kind makes no codes, whatever else may', () => {
    const screen = { ...policy, recoveryPaper: 'screen' as const }
    const recovery = { rung: 'direct' as const, grantedAt: NOW - hours(2), grantedInVisit: false, setsAside: {} }
    const facts = (roots: Credential['roots'], rung: 'direct' | 'twoKinds' | 'letter' | null) => {
      const credentials = [owned('password', { roots }), owned('totp', { roots })]
      const member = { ...active('totp', 'password', 'totp'), credentials, recoveryPaper: nobody.recoveryPaper }
      return { ...signedIn(screen, member, 'password', 'totp'), recovery: rung && { ...recovery, rung } }
    }
    assert.equal(mayHaveCodes(facts(['mailbox'], 'direct')), false)
    assert.equal(path(facts(['mailbox'], 'direct')), 'done: open')
    for (const [roots, rung] of [
      [null, null],
      [null, 'letter'],
      [['mailbox', 'paper'], 'twoKinds'],
    ] as const) {
      assert.equal(mayHaveCodes(facts(roots, rung)), true)
      assert.match(path(facts(roots, rung)), /^keepRecoveryPaper/)
    }
  })
})
