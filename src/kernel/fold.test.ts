import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { foldCode, foldDigits, foldIdentifier } from './fold.ts'

describe('fold', () => {
  it('folds full-width letters, digits and ＠ and trims spaces of every width', () => {
    assert.equal(foldIdentifier('　Ｔａｒｏ＠ｅｘａｍｐｌｅ．ｊｐ \n'), 'Taro@example.jp')
    assert.equal(foldIdentifier('１９７９０８２２'), '19790822')
  })

  it('drops marks nobody can see, and keeps what is between', () => {
    assert.equal(foldIdentifier('\u2068taro\u200b2024\ufeff'), 'taro2024')
    assert.equal(foldIdentifier('ta ro'), 'ta ro')
  })

  it('leaves nothing that PostgreSQL refuses: no NUL, no half of a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const folded = foldIdentifier(`${text}\0\ud842`)
        assert.ok(folded.isWellFormed() && !folded.includes('\0'))
        assert.equal(foldIdentifier(folded), folded)
      }),
    )
  })

  it('takes a code with spaces, hyphens and long-vowel marks of any width', () => {
    for (const separator of [' ', '　', '-', '－', '‐', '–', '—', '−', 'ー', 'ｰ', '\t', '\u00a0', '\u200b'])
      assert.equal(foldCode(`1234${separator}５６７８`), '12345678', JSON.stringify(separator))
  })

  it('reads O and l in a numeric code as digits, and hides no other sign', () => {
    assert.equal(foldDigits('l234 56Oo'), '12345600')
    assert.equal(foldDigits('１２a４５６'), '12a456')
  })
})
