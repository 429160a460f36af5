import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { formatDate, formatDay, formatMoment } from './format.ts'

const justAfterMidnightInJapan = Date.UTC(2026, 10, 20, 15, 5)

describe('dates and times on screens', () => {
  it('a moment is told in Japan’s time, wherever the server stands', () => {
    const now = justAfterMidnightInJapan
    assert.equal(formatMoment({ locale: 'ja', now }, now), '11月21日 0:05')
    assert.equal(formatMoment({ locale: 'en', now }, now), '21 November at 00:05')
  })

  it('a moment of another year in Japan is told with its year, before and after', () => {
    const newYear = Date.UTC(2026, 11, 31, 15)
    assert.equal(formatMoment({ locale: 'ja', now: newYear - 1 }, newYear), '2027年1月1日 0:00')
    assert.equal(formatMoment({ locale: 'ja', now: newYear }, newYear), '1月1日 0:00')
    assert.equal(formatMoment({ locale: 'ja', now: newYear }, newYear - 60_000), '2026年12月31日 23:59')
    assert.equal(formatMoment({ locale: 'en', now: newYear }, newYear - 60_000), '31 December 2026 at 23:59')
  })

  it('a day is the day in Japan', () => {
    assert.equal(formatDay('ja', new Date(justAfterMidnightInJapan)), '2026年11月21日')
    assert.equal(formatDay('en', new Date(justAfterMidnightInJapan)), '21 November 2026')
  })

  it('a date without time stays that date', () => {
    assert.equal(formatDate('ja', '2026-04-01'), '2026年4月1日')
  })
})
