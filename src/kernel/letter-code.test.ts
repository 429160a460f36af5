import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { formatLetterCode, newLetterCode, parseLetterCode } from './letter-code.ts'

describe('letter code', () => {
  it('carries at least 40 random bits and is printed in groups of four', () => {
    const code = newLetterCode()
    assert.match(code, /^\d{14}$/)
    assert.ok(Math.log2(10 ** (code.length - 1)) >= 40)
    assert.match(formatLetterCode(code), /^\d{4} \d{4} \d{4} \d{2}$/)
    assert.equal(new Set(Array.from({ length: 1000 }, newLetterCode)).size, 1000)
  })

  it('is read back as printed, without spaces, in full width or with hyphens', () => {
    const code = newLetterCode()
    const wide = code.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
    for (const typed of [code, formatLetterCode(code), `　${wide}`, formatLetterCode(code).replaceAll(' ', '－')])
      assert.deepEqual(parseLetterCode(typed), { ok: true, value: code })
  })

  it('a mistyped code is told as a typo, so that it need not cost an attempt', () => {
    const code = newLetterCode()
    const wrongDigit = code.slice(0, 5) + ((Number(code[5]) + 1) % 10) + code.slice(6)
    for (const typed of [wrongDigit, code.slice(1), `${code}0`, code.replace(/.$/, 'x'), 'パスワード', '\0'])
      assert.deepEqual(parseLetterCode(typed), { ok: false, error: 'typo' }, typed)
    assert.deepEqual(parseLetterCode(' 　'), { ok: false, error: 'empty' })
  })
})
