import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { active, address, nobody, opened, owned, path, signedIn, verified } from '../../test/support/journey-people.ts'
import { NOW, societies } from '../../test/support/journey-policies.ts'
import { days, minutes } from '../kernel/clock.ts'
import type { MemberFacts } from './facts.ts'
import { nextStep } from './next-step.ts'

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
