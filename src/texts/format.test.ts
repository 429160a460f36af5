import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { formatDate, formatDay, formatMoment } from './format.ts'

const justAfterMidnightInJapan = Date.UTC(2026, 10, 20, 15, 5)

describe('dates and times on screens', () => {
  it('a moment is told in Japan’s time, wherever the server stands', () => {
    assert.equal(formatMoment('ja', justAfterMidnightInJapan), '11月21日 0:05')
    assert.equal(formatMoment('en', justAfterMidnightInJapan), '21 November at 00:05')
  })

  it('a day is the day in Japan', () => {
    assert.equal(formatDay('ja', new Date(justAfterMidnightInJapan)), '2026年11月21日')
    assert.equal(formatDay('en', new Date(justAfterMidnightInJapan)), '21 November 2026')
  })

  it('a date without time stays that date', () => {
    assert.equal(formatDate('ja', '2026-04-01'), '2026年4月1日')
  })
})
