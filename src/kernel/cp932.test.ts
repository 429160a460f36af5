import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import iconv from 'iconv-lite'
import { encodeCp932 } from './cp932.ts'

describe('CP932', () => {
  it('DATA-05 carries what Windows carries: 髙 﨑 ① ㈱ Ⅲ, half-width kana, and 〜 as ～', () => {
    const text = '髙﨑①㈱Ⅲｱｶﾞ 東京都1〜2−3'
    const encoded = encodeCp932(text)
    assert.ok(encoded.ok)
    assert.equal(iconv.decode(encoded.value, 'cp932'), '髙﨑①㈱Ⅲｱｶﾞ 東京都1～2－3')
    assert.deepEqual([...encoded.value.subarray(0, 4)], [0xfb, 0xfc, 0xfa, 0xb1])
  })

  it('DATA-05 names what it cannot carry, each once, and never writes a "?" for it', () => {
    const encoded = encodeCp932('𠮷田 鷗外 é𠮷?')
    assert.deepEqual(encoded, { ok: false, error: ['𠮷', '鷗', 'é'] })
    assert.equal(encodeCp932('?').ok, true)
  })
})
