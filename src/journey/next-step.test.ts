import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  active,
  address,
  anonymous,
  choosing,
  nobody,
  opened,
  path,
  shown,
  signedIn,
  verified,
  visit,
} from '../../test/support/journey-people.ts'
import { NOW, societies } from '../../test/support/journey-policies.ts'
import { days, minutes } from '../kernel/clock.ts'
import { shownKinds } from './evidence.ts'
import { type JourneyPolicy, type MemberFacts, PORTAL } from './facts.ts'
import { bindsItself } from './methods.ts'
import { nextStep } from './next-step.ts'
import { assumeDone, outstanding } from './outstanding.ts'
import { progress } from './progress.ts'
import { answers, asksForMailCode } from './step.ts'

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
      'acceptTerms → chooseMethod + userId required → setPassword → confirmMail → enrol totp → done: open',
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

  it('while the method waits for the next sign-in the portal opens, and nothing that asks for more', () => {
    const facts = outstanding(opened(societies.sakura)).reduce(assumeDone, opened(societies.sakura))
    const asking = (demand: Partial<typeof PORTAL>) => shown(nextStep({ ...facts, demand: { ...PORTAL, ...demand } }))
    assert.equal(asking({}), 'done: servicesLocked')
    assert.equal(asking({ maxAge: minutes(5) }), 'refused: signInAgain → signIn, letter, contact')
    assert.equal(asking({ consent: 'needed' }), 'refused: signInAgain → signIn, letter, contact')
  })

  it('FST-14, CON-07: a mail code is complete at once, its address was just verified', () => {
    for (const name of ['minato', 'sakura'] as const)
      assert.match(choosing('mailCode', societies[name]), /chooseMethod.* → setPassword → done: open$/, name)
    const later: JourneyPolicy = { ...societies.minato, activation: ['terms', 'method', 'password', 'mail'] }
    assert.equal(
      choosing('mailCode', later),
      'acceptTerms → chooseMethod → setPassword → confirmMail → verifyMail → done: open',
    )
  })

  it('FST-15: where the society says so, it is complete with the code of the next sign-in', () => {
    assert.match(choosing('mailCode', societies.aoba), /chooseMethod → setPassword → done: servicesLocked$/)
    const waiting = { ...active('mailCode', 'password'), recoveryPaper: nobody.recoveryPaper }
    assert.equal(path(signedIn(societies.aoba, waiting, 'password')), 'prove mailCode (resume) → done: open')
  })

  it('a mailbox that this visit has not shown is no method yet: a code is typed first', () => {
    const paper = { address: { ...verified, submittedAt: NOW - minutes(5), verifiedAt: NOW - days(20) } }
    const chosen = opened(societies.minato, { ...paper, acceptedTerms: 1, chosenMethod: 'mailCode' })
    assert.equal(path(chosen), 'setPassword → enrol mailCode → done: open')
    const [, enrol] = outstanding(chosen)
    assert.ok(enrol && asksForMailCode(enrol))
    assert.equal(bindsItself(chosen, enrol), false)
    const byLink = { ...chosen.member, address: { ...verified, verifiedInVisit: true } } as MemberFacts
    assert.equal(bindsItself({ ...chosen, member: byLink }, enrol), true)
    assert.equal(shownKinds({ ...chosen, member: byLink }, 'floor').has('mailbox'), false)
  })

  it('CON-05: mailed codes are offered to nobody who has no mailbox and will not be asked for one', () => {
    const methods = [...societies.genkan.methods, { method: 'mailCode' as const, recommended: false, from: null }]
    const policy: JourneyPolicy = { ...societies['without mail'], methods }
    const offers = (member: Partial<MemberFacts>) => {
      const step = nextStep(opened(policy, { declinedMailAt: NOW, ...member, acceptedTerms: 1 }))
      return step.kind === 'chooseMethod' ? step.methods : step.kind
    }
    assert.deepEqual(offers({}), ['passkey', 'totp'])
    assert.deepEqual(offers({ address }), ['passkey', 'totp'])
    assert.deepEqual(offers({ address, chosenMethod: 'mailCode' }), ['passkey', 'totp'])
    assert.deepEqual(offers({ address: { ...verified, verifiedInVisit: true } }), ['passkey', 'totp', 'mailCode'])
  })

  it('an address on file is confirmed like a typed one', () => {
    assert.match(path(opened(societies.genkan, { address })), /^acceptTerms → confirmMail → verifyMail/)
  })

  it('GAP-14: where no address is needed it is asked for until somebody says that there is none, or not at all', () => {
    const policy = societies['without mail']
    const said = (at: number) => path(opened(policy, { declinedMailAt: at }))
    assert.match(path(opened(policy)), /confirmMail → verifyMail/)
    assert.doesNotMatch(said(visit.startedAt), /Mail/)
    assert.match(said(visit.startedAt - 1), /confirmMail/, 'somebody in another sitting said it')
    const founded = { ...active('passkey', 'passkey'), address: null, declinedMailAt: 1 }
    assert.doesNotMatch(path(signedIn(policy, founded, 'passkey')), /Mail/)
    const unlisted = { ...policy, activation: ['terms', 'method', 'password'] as const }
    assert.doesNotMatch(path(opened({ ...unlisted, activation: [...unlisted.activation] })), /Mail/)
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
