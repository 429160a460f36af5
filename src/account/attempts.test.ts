import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { days, hours, minutes } from '../kernel/clock.ts'
import { type AttemptKind, type AttemptState, MOST_IN_A_ROW, NO_FAILURES, takeFromBudget } from './attempts.ts'

const NOW = Date.parse('2026-11-21T03:00:00Z')

/** Fails with a new secret each time, as soon as it may; the pauses between. */
function failures(kind: AttemptKind, count: number): { state: AttemptState; pauses: number[] } {
  let state = NO_FAILURES
  let now = NOW
  const pauses: number[] = []
  for (let n = 0; n < count; n += 1) {
    const taken = takeFromBudget(kind, state, `secret ${n}`, now)
    assert.equal(taken.allowed, true, `try ${n + 1}`)
    if (!taken.allowed) break
    state = taken.state
    pauses.push((state.lockedUntil ?? now) - now)
    now = state.lockedUntil ?? now
  }
  return { state, pauses }
}

describe('a counter of failures', () => {
  it('GAP-03, LCK-03: pauses after five wrong passwords, 15 minutes doubling to 24 hours', () => {
    const { pauses } = failures('password', 13)
    assert.deepEqual(pauses.slice(0, 4), [0, 0, 0, 0])
    assert.deepEqual(
      pauses.slice(4).map((pause) => pause / minutes(1)),
      [15, 30, 60, 120, 240, 480, 960, 1440, 1440],
    )
  })

  it('LCK-03: second factors and mailed codes have ten', () => {
    for (const kind of ['secondFactor', 'mailCode'] as const)
      assert.deepEqual(failures(kind, 10).pauses, [0, 0, 0, 0, 0, 0, 0, 0, 0, minutes(15)])
  })

  it('refuses while it pauses, opens at the very moment, and a mailed code opens it for one try', () => {
    const { state } = failures('password', 5)
    const until = NOW + minutes(15)
    assert.deepEqual(takeFromBudget('password', state, 'next', until - 1), { allowed: false, until })
    assert.equal(takeFromBudget('password', state, 'next', until).allowed, true)
    const opened = takeFromBudget('password', state, 'next', NOW + 1, { opened: true })
    assert.ok(opened.allowed)
    assert.equal(opened.state.failures, 6)
    assert.equal(opened.state.lockedUntil, NOW + 1 + minutes(30), 'a wrong password costs what it always costs')
  })

  it('counts the same wrong secret once', () => {
    const first = takeFromBudget('password', NO_FAILURES, 'same', NOW)
    assert.ok(first.allowed)
    const second = takeFromBudget('password', first.state, 'same', NOW + 1)
    assert.ok(second.allowed)
    assert.equal(second.state, first.state)
  })

  it('is refused where the account has none left over all its counters, and closed by the last one (NIST-08)', () => {
    assert.deepEqual(takeFromBudget('password', NO_FAILURES, 'x', NOW, { left: 0 }), { allowed: false, until: null })
    const last = takeFromBudget('password', NO_FAILURES, 'x', NOW, { left: 1 })
    assert.ok(last.allowed)
    assert.equal(last.state.closedAt, NOW)
    const before = takeFromBudget('password', NO_FAILURES, 'x', NOW, { left: 2 })
    assert.ok(before.allowed)
    assert.equal(before.state.closedAt, null)
  })

  it('is closed after a hundred in a row, whatever time passes and whatever code is mailed (NIST-08)', () => {
    const { state } = failures('password', MOST_IN_A_ROW)
    assert.equal(state.failures, 100)
    for (const options of [{}, { opened: true }])
      assert.deepEqual(takeFromBudget('password', state, 'right', NOW + days(4000), options), {
        allowed: false,
        until: null,
      })
  })

  it('is closed at the first lock where the society wants staff to open it', () => {
    let state = NO_FAILURES
    for (let n = 0; n < 5; n += 1) {
      const taken = takeFromBudget('password', state, `secret ${n}`, NOW, { release: 'staff' })
      assert.ok(taken.allowed)
      state = taken.state
    }
    assert.deepEqual(takeFromBudget('password', state, 'right', NOW + hours(1000), { release: 'staff' }), {
      allowed: false,
      until: null,
    })
  })
})
