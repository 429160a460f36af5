import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { contextTerms, lengthWithout } from './context-terms.ts'

describe('context terms', () => {
  it('ASVS 6.2.11 are the whole and the words of what is known, kana also in Latin letters', () => {
    const terms = contextTerms(['Ｔａｒｏ.Yamada', 'ヤマダ タロウ'])
    for (const term of ['taroyamada', 'taro', 'yamada', 'yamadatarou', 'yamadataro', 'tarou'])
      assert.ok(terms.includes(term), term)
  })

  it('take out the longest first, so that no rest of a longer one stays', () => {
    assert.equal(lengthWithout('Tarou-1', contextTerms(['タロウ'])), 2)
  })

  it('leave out what is shorter than four characters', () => {
    assert.equal(
      contextTerms(['a.b', 'アベ']).some((term) => term.length < 4),
      false,
    )
  })
})
