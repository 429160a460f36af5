import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parseTypedDate } from './typed-date.ts'

const read = (typed: string) => {
  const result = parseTypedDate(typed, '2026-08-01')
  return result.ok ? result.value : result.error
}

describe('a date typed or pasted by a person', () => {
  it('BRT-03 is read with the words beside it, in kanji, and with an English month', () => {
    const ways = [
      '19790822', '昭和54年8月22日', '生年月日：1979年8月22日', '生年月日 1979/8/22', '誕生日:S54.8.22', '1979年８月２２日生まれ', '昭和54年8月22日生', '昭和54年8月22日（水）',
      '1979年8月22日 水曜日', '昭和五十四年八月二十二日', '一九七九年八月二十二日', '22 August 1979', '22 Aug 1979', '22nd August, 1979', 'Aug 22, 1979', 'AUGUST 22 1979', 'Aug. 22nd, 1979',
      '22-Aug-1979', 'Date of birth: 22 August 1979', '２２　Ａｕｇｕｓｔ　１９７９',
    ] // biome-ignore format: a list of examples
    for (const way of ways) assert.equal(read(way), '1979-08-22', way)
    assert.equal(read('令和元年十月十日'), '2019-10-10')
    assert.equal(read('昭和二十年十一月三十日'), '1945-11-30')
  })

  it('stays unread where it could be two dates or none, and says what is wrong with the others', () => {
    for (const typed of [
      '22/08/1979',
      '08/22/1979',
      '昭和54年8月',
      '昭和五十十年八月二日',
      '八月二十二日',
      'August 1979',
      '22 Augst1979',
      '1979年8月22日と1980年1月1日',
      `生年月日${' '.repeat(200)}1979/8/22`,
    ])
      assert.equal(read(typed), 'unreadable', typed)
    assert.equal(read('30 February 1979'), 'impossible')
    assert.equal(read('昭和六十四年一月八日'), 'wrongEra')
    assert.equal(read('1 September 2026'), 'future')
    for (const typed of ['', '生年月日：']) assert.equal(read(typed), 'empty', typed)
  })
})
