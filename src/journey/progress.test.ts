import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { address, opened } from '../../test/support/journey-people.ts'
import { NOW, policies, SEED, societies } from '../../test/support/journey-policies.ts'
import { minutes } from '../kernel/clock.ts'
import type { Facts, JourneyPolicy, MemberFacts, Method } from './facts.ts'
import { offeredTo } from './methods.ts'
import { nextStep } from './next-step.ts'
import { assumeDone } from './outstanding.ts'
import { progress } from './progress.ts'
import type { Step } from './step.ts'

type Screen = {
  readonly step: Step
  readonly place: string
  readonly at: number
  readonly of: number
  readonly chose: boolean
}

/** Every screen of a sitting whose visitor takes this method as soon as it can be taken. */
function sitting(start: Facts, method: Method): Screen[] {
  const screens: Screen[] = []
  let facts = start
  for (let step = nextStep(facts); !['done', 'refused'].includes(step.kind); step = nextStep(facts)) {
    const place = progress(facts)
    assert.ok(place)
    screens.push({ step, place: `${place.at}/${place.of}`, ...place, chose: choosesOn(step, facts, method) })
    // Some time passes on each screen.
    facts = { ...taken(facts, step, method), now: facts.now + 1 }
  }
  return screens
}

const isOffered = (facts: Facts, method: Method) => offeredTo(facts).includes(method)

/** Chosen on the page of methods, or on the page of another one. */
function choosesOn(step: Step, facts: Facts, method: Method): boolean {
  if (!isOffered(facts, method)) return false
  return step.kind === 'chooseMethod' || (step.kind === 'enrol' && step.method !== method)
}

function taken(facts: Facts, step: Step, method: Method): Facts {
  if (!choosesOn(step, facts, method)) return assumeDone(facts, step)
  const userId = step.kind === 'chooseMethod' ? step.userId : 'none'
  return assumeDone(facts, { kind: 'chooseMethod', methods: [method], userId })
}

const places = (policy: JourneyPolicy, method: Method) => sitting(opened(policy), method).map(({ place }) => place)

describe('the progress of a sitting', () => {
  it('counts every screen once, whichever method is chosen in sakura', () => {
    const atOnce = {
      ...societies.sakura,
      enrolment: { passkey: 'sameSitting', totp: 'sameSitting', mailCode: 'sameSitting' },
    } as const
    assert.deepEqual(places(atOnce, 'totp'), ['2/8', '3/8', '4/8', '5/8', '6/7', '7/7'])
    assert.deepEqual(places(societies.sakura, 'totp'), ['2/6', '3/6', '4/6', '5/6', '6/6'])
    assert.deepEqual(places(societies.sakura, 'mailCode'), ['2/6', '3/6', '4/6', '5/6', '6/6'])
    assert.deepEqual(places(societies['sakura, app only'], 'totp'), ['2/7', '3/7', '4/7', '5/7', '6/7', '7/7'])
  })

  it('goes on by one where the app is taken instead of the passkey, and says how far it is from there', () => {
    assert.deepEqual(places(societies.genkan, 'passkey'), ['2/6', '3/6', '4/6', '5/6', '6/6'])
    assert.deepEqual(places(societies.genkan, 'totp'), ['2/6', '3/6', '4/6', '5/6', '6/8', '7/8', '8/8'])
  })

  it('ends where the method that was chosen cannot be taken from the start', () => {
    const methods = (['passkey', 'mailCode'] as const).map((method, at) => {
      return { method, recommended: at === 0, from: null }
    })
    const policy: JourneyPolicy = { ...societies['without mail'], userId: 'none', methods }
    const found = { ...address, submittedAt: NOW, verifiedAt: NOW, verifiedInVisit: true }
    assert.ok(progress(opened(policy, { address: found, chosenMethod: 'mailCode', acceptedTerms: 1 })))
  })

  const interrupted = (facts: Facts, after: number, method: Method): Facts => {
    let left = facts
    for (let n = 0; n < after; n += 1) {
      const step = nextStep(left)
      if (!['acceptTerms', 'confirmMail', 'verifyMail', 'chooseMethod'].includes(step.kind)) break
      left = taken(left, step, method)
    }
    const found = left.member as MemberFacts
    const known = found.address && { ...found.address, verifiedInVisit: false }
    const later = NOW + minutes(60)
    return {
      ...facts,
      now: later,
      member: { ...found, address: known, credentials: [] },
      visit: { ...facts.visit, startedAt: later, birthDateMatchedAt: later },
      proofs: facts.proofs.map((proof) => ({ ...proof, at: later })),
    }
  }

  it('never jumps, never goes back, and is as long as it says, in every society and wherever it was left before', () => {
    const everything = fc.record({
      policy: fc.oneof(policies, fc.constantFrom<JourneyPolicy>(...Object.values(societies))),
      method: fc.constantFrom<Method>('passkey', 'totp', 'mailCode'),
      onFile: fc.boolean(),
      keptId: fc.boolean(),
      issued: fc.boolean(),
      after: fc.constantFrom(0, 0, 1, 2, 3, 4),
    })
    fc.assert(
      fc.property(everything, ({ policy, method, onFile, keptId, issued, after }) => {
        const member = { address: onFile ? address : null, hasLastingId: keptId, keptId }
        const facts = opened(policy, { ...member, recoveryPaper: { issued, keptAt: null } })
        const screens = sitting(interrupted(facts, after, method), method)
        screens.forEach(({ at, of, chose }, n) => {
          const next = screens[n + 1]
          if (next) assert.equal(next.at, at + 1)
          if (!chose) assert.equal(next ? next.of : at, of)
        })
      }),
      { seed: SEED, numRuns: 3000 },
    )
  })
})
