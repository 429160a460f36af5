import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { checkDigit, hasCheckDigit } from './check-digit.ts'

const codes = fc.stringMatching(/^\d{13}$/).map((digits) => digits + checkDigit(digits))

describe('check digit', () => {
  it('gives the published example 572 → 4', () => {
    assert.equal(checkDigit('572'), '4')
    assert.ok(hasCheckDigit('5724'))
    assert.ok(!hasCheckDigit('5727'))
  })

  it('finds every single wrong digit', () => {
    fc.assert(
      fc.property(codes, (code) => {
        for (let at = 0; at < code.length; at++)
          for (let wrong = 0; wrong < 10; wrong++)
            if (String(wrong) !== code[at]) assert.ok(!hasCheckDigit(code.slice(0, at) + wrong + code.slice(at + 1)))
      }),
    )
  })

  it('finds every swap of two different neighbours', () => {
    fc.assert(
      fc.property(codes, (code) => {
        for (let at = 0; at + 1 < code.length; at++) {
          const swapped = code.slice(0, at) + code[at + 1] + code[at] + code.slice(at + 2)
          if (swapped !== code) assert.ok(!hasCheckDigit(swapped))
        }
      }),
    )
  })

  it('takes nothing but digits', () => {
    assert.throws(() => checkDigit('12a'))
    assert.ok(!hasCheckDigit(''))
    assert.ok(!hasCheckDigit('0'))
    assert.ok(!hasCheckDigit('12 4'))
  })
})
