import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { titleWords } from './title-words.ts'

describe('the title of a society on a narrow screen', () => {
  for (const title of [
    'ゲンカン健康保険組合|加入者ページ',
    'あおば健保|加入者ページ',
    'あおば健保組合|加入者ページ',
    '健保|加入者ページ',
    '健康保険組合',
  ])
    it(`PLT-26…PLT-29 breaks as ${title}`, () =>
      assert.equal(String(titleWords(title.replace('|', ''))).replace('<wbr>', '|'), title))
})
