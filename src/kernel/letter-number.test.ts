import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { formatLetterNumber, readLetterNumber } from './letter-number.ts'

describe('the number of a letter', () => {
  it('LET-04 is read back however it is typed', () => {
    for (const serial of [1, 42, 100_000, 2_147_483_648]) {
      const printed = formatLetterNumber(serial)
      assert.equal(readLetterNumber(printed), serial)
      assert.equal(readLetterNumber(` ${printed.replace('-', 'ー')} `), serial)
      const wide = printed.replace(/\d/g, (digit) => String.fromCodePoint((digit.codePointAt(0) ?? 0) + 0xfee0))
      assert.equal(readLetterNumber(wide), serial)
    }
  })

  it('finds every wrong digit and every swap of neighbours', () => {
    const printed = formatLetterNumber(1204).replace('-', '')
    for (let at = 0; at < printed.length; at += 1)
      for (let digit = 0; digit < 10; digit += 1) {
        const typo = printed.slice(0, at) + digit + printed.slice(at + 1)
        if (typo !== printed) assert.equal(readLetterNumber(typo), undefined)
      }
    for (const text of ['', '0', '7', 'x', '12x', '-', '9'.repeat(20)]) assert.equal(readLetterNumber(text), undefined)
  })
})
