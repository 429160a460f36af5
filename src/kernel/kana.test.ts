import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { searchForm, toFullWidthKana } from './kana.ts'

describe('kana', () => {
  it('widens half-width kana with their marks and leaves everything else (DATA-06)', () => {
    assert.equal(toFullWidthKana('ﾄﾞｳｻ ﾊﾟｰﾄ'), 'ドウサ パート')
    assert.equal(toFullWidthKana('㈱①髙ＡＢ'), '㈱①髙ＡＢ')
  })

  it('treats variant kanji as equal in a search (DATA-07)', () => {
    for (const [one, other] of [
      '髙橋 高橋',
      '山﨑 山崎',
      '𠮷田 吉田',
      '渡邉 渡辺',
      '齋藤 斉藤',
      '濵田 浜田',
      '塚本 塚本',
    ].map((pair) => pair.split(' ')))
      assert.equal(searchForm(one!), searchForm(other!), `${one} ${other}`)
    assert.notEqual(searchForm('高橋'), searchForm('高梨'))
  })

  it('ignores width, spaces, small kana and the kind of kana in a search', () => {
    assert.equal(searchForm('ﾔﾏﾀﾞ　ｼｮｳｺ'), searchForm('やまだシヨウコ'))
    assert.equal(searchForm('葛\u{E0100}城'), searchForm('葛城'))
  })

  it('is its own search form: searching the normalised copy with normalised text always meets', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) =>
        assert.equal(searchForm(searchForm(text)), searchForm(text)),
      ),
    )
  })
})
