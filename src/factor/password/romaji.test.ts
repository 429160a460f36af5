import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { romajiForms } from './romaji.ts'

describe('romaji', () => {
  const spellings: [kana: string, forms: string[]][] = [
    ['サトウ', ['satou', 'sato']],
    ['たなか', ['tanaka']],
    ['ﾔﾏﾀﾞ', ['yamada']],
    ['シンジ', ['shinji', 'sinzi']],
    ['ツチヤ', ['tsuchiya', 'tutiya']],
    ['ハットリ', ['hattori']],
    ['ボッチャン', ['botchan', 'bottyan']],
    ['キョウコ', ['kyouko', 'kyoko']],
    ['ジュンイチ', ['junichi', 'zyuniti']],
    ['ナンバ', ['nanba', 'namba']],
    ['ユウコ', ['yuuko', 'yuko']],
    ['ヒーロー', ['hiro']],
    ['フジ', ['fuji', 'huzi']],
  ]
  for (const [kana, forms] of spellings)
    it(`spells ${kana} as ${forms.join(' or ')}`, () => assert.deepEqual(romajiForms(kana), forms))

  it('has nothing to say about words without kana', () => {
    assert.deepEqual([...romajiForms('山田'), ...romajiForms('yamada'), ...romajiForms('')], [])
  })
})
