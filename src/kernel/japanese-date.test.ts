import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { dayInTokyo, erasOfYear, formatJapaneseDate, parseJapaneseDate } from './japanese-date.ts'

const TODAY = '2026-08-01'
const read = (typed: string) => {
  const result = parseJapaneseDate(typed, TODAY)
  return result.ok ? result.value : result.error
}
const parsed = (year: number, day: string) => `${year}-${day === '1月1日' ? '01-01' : '12-31'}`

describe('Japanese dates', () => {
  it('BRT-03 reads eight digits YYYYMMDD, and every other way a birth date is written', () => {
    const ways = [
      '19790822', '1979-08-22', '1979/8/22', '1979.8.22', '１９７９０８２２', '１９７９／８／２２', ' 1979 / 08 / 22　', '1979年8月22日',
      '西暦1979年８月２２日', 'S54.8.22', 's54/8/22', 'Ｓ５４．８．２２', 'S540822', '昭和54年8月22日', '昭和５４年８月２２日', '昭54.8.22', '㍼54年8月22日',
      '1979 8 22', '1979　08　22', '1979, 8, 22', '1979、8、22', '1979・8・22', '1979―8―22', '昭和54 8 22', 'S54 8 22', 'S 54年 8月 22日', '1979年 8月 22日',
    ] // biome-ignore format: a list of examples
    for (const way of ways) assert.equal(read(way), '1979-08-22', way)
    assert.equal(read('令和元年5月1日'), '2019-05-01')
    assert.equal(read('㋿1年5月1日'), '2019-05-01')
    assert.equal(read('R1.5.1'), '2019-05-01')
  })

  it('knows the borders of the eras to the day (DATA-04)', () => {
    const borders = [
      ['昭和64年1月7日', '1989-01-07'], ['昭和64年1月8日', 'wrongEra'], ['平成元年1月8日', '1989-01-08'], ['平成元年1月7日', 'wrongEra'],
      ['平成31年4月30日', '2019-04-30'], ['平成31年5月1日', 'wrongEra'], ['令和元年4月30日', 'wrongEra'], ['令和元年5月1日', '2019-05-01'],
      ['大正15年12月24日', '1926-12-24'], ['大正15年12月25日', 'wrongEra'], ['昭和元年12月25日', '1926-12-25'], ['昭和元年12月24日', 'wrongEra'],
      ['明治45年7月29日', '1912-07-29'], ['明治45年7月30日', 'wrongEra'], ['大正元年7月30日', '1912-07-30'], ['大正元年7月29日', 'wrongEra'],
      ['平成40年1月1日', 'wrongEra'], ['昭和0年1月1日', 'wrongEra'], ['令和8年8月1日', '2026-08-01'],
    ] as const // biome-ignore format: a table
    for (const [typed, expected] of borders) assert.equal(read(typed), expected, typed)
  })

  it('refuses days that do not exist, lie ahead or cannot be read', () => {
    assert.equal(read(''), 'empty')
    assert.equal(read('　'), 'empty')
    for (const typed of ['19790230', '1979/13/1', '1900-02-29', '00000000', '18721231', '1979/0/0'])
      assert.equal(read(typed), 'impossible', typed)
    for (const typed of ['20260802', '令和8年8月2日', '9999-12-31']) assert.equal(read(typed), 'future', typed)
    for (const typed of [
      '1979822',
      '790822',
      '22.8.1979',
      '1979-8',
      'X54.8.22',
      '8月22日',
      '１９７９年',
      '1979-08-22T00:00',
      'ab',
      '1979/8/22/1',
      '\0',
      '昭和五十四年八月二十二日',
    ])
      assert.equal(read(typed), 'unreadable', typed)
    assert.deepEqual(parseJapaneseDate('2030-04-01'), { ok: true, value: '2030-04-01' })
  })

  it('shows a date with both calendars', () => {
    assert.equal(formatJapaneseDate('1979-08-22'), '1979年（昭和54年）8月22日')
    assert.equal(formatJapaneseDate('2019-05-01'), '2019年（令和元年）5月1日')
    assert.equal(formatJapaneseDate('2026-08-01'), '2026年（令和8年）8月1日')
  })

  it('agrees with the calendar of the ICU on every day since 1873, both ways', () => {
    const icu = new Intl.DateTimeFormat('ja-JP-u-ca-japanese', {
      era: 'long',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      timeZone: 'UTC',
    })
    const days = fc.date({
      min: new Date('1873-01-01T00:00:00Z'),
      max: new Date('2026-08-01T00:00:00Z'),
      noInvalidDate: true,
    })
    fc.assert(
      fc.property(days, (day) => {
        const iso = day.toISOString().slice(0, 10)
        const parts = Object.fromEntries(icu.formatToParts(day).map(({ type, value }) => [type, value]))
        const year = parts.year === '元' ? '元' : Number(parts.year)
        assert.equal(read(`${parts.era}${year}年${parts.month}月${parts.day}日`), iso)
        assert.ok(formatJapaneseDate(iso).includes(`（${parts.era}${year === 1 ? '元' : year}年）`))
      }),
    )
  })

  it('never throws, whatever is typed', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => assert.equal(typeof read(text), 'string')))
    fc.assert(
      fc.property(fc.stringMatching(/^[SHR昭平令]?[0-9元０-９./年月日-]{1,12}$/u), (text) =>
        assert.equal(typeof read(text), 'string'),
      ),
    )
  })

  it('tells the eras of a calendar year: both in a year in which one followed the other, none before there were any', () => {
    const eras = {
      1867: '',
      1868: '明治元年',
      1873: '明治6年',
      1911: '明治44年',
      1912: '明治45年・大正元年',
      1925: '大正14年',
      1926: '大正15年・昭和元年',
      1979: '昭和54年',
      1988: '昭和63年',
      1989: '昭和64年・平成元年',
      2018: '平成30年',
      2019: '平成31年・令和元年',
      2020: '令和2年',
      2026: '令和8年',
    }
    for (const [year, said] of Object.entries(eras)) assert.equal(erasOfYear(Number(year)), said, year)
  })

  it('says of every year an era in which a day of that year reads back', () => {
    for (let year = 1874; year < 2026; year += 1)
      for (const era of erasOfYear(year).split('・'))
        assert.ok(
          ['1月1日', '12月31日'].some((day) => read(`${era}${day}`) === parsed(year, day)),
          `${year}: ${era}`,
        )
  })

  it('takes the day from Tokyo, not from the machine', () => {
    assert.equal(dayInTokyo(Date.parse('2026-07-31T14:59:59Z')), '2026-07-31')
    assert.equal(dayInTokyo(Date.parse('2026-07-31T15:00:00Z')), '2026-08-01')
  })
})
