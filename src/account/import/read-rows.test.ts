import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import type { ReadRow } from './member-row.ts'
import { readRows } from './read-rows.ts'

const RULES = { today: '2026-08-01', mailSyntax: 'legacy' } as const
const HEADER = '記号,番号,枝番,氏名,氏名カナ,生年月日,区分,資格取得日,資格喪失日,メールアドレス,旧ユーザID'
const TARO = '0012,0000345,00,玄関　太郎,ｹﾞﾝｶﾝ ﾀﾛｳ,1979/8/22,本人,2001/4/1,,taro@example.jp,Taro2001'

async function* chunks(bytes: Uint8Array, size = 7) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
async function read(bytes: Uint8Array | string, size?: number): Promise<ReadRow[]> {
  const lists = readRows(chunks(typeof bytes === 'string' ? Buffer.from(bytes) : bytes, size), RULES)
  return (await Array.fromAsync(lists)).flat()
}
const file = (...lines: string[]) => [HEADER, ...lines, ''].join('\r\n')
/** 'line column reason detail' of every problem, rows as their name. */
const told = (rows: ReadRow[]) =>
  rows.map((read) =>
    'row' in read
      ? `${read.line} ${read.row.name}`
      : `${read.line} ${read.problems.map((p) => [p.column, p.reason, p.detail].filter(Boolean).join(' ')).join(', ')}`,
  )

const TARO_ROW = {
  symbol: '0012', number: '0000345', branch: '00', name: '玄関 太郎', nameKana: 'ゲンカン タロウ', birthDate: '1979-08-22', category: 'insured',
  qualifiedOn: '2001-04-01', lostOn: null, mail: 'taro@example.jp', keptUserId: 'taro2001', former: null,
} // biome-ignore format: one person

describe('a member file', () => {
  it('STF-01 gives one row per person in CP932, UTF-8 and UTF-8 with BOM, however the bytes are cut', async () => {
    const text = file(TARO, '0012,0000345,01,髙橋﨑 ①,,昭和54年8月22日,家族,,,,')
    for (const bytes of [
      iconv.encode(text, 'cp932'),
      Buffer.from(text),
      Buffer.from(`\ufeff${text}`),
      Buffer.from(text.replaceAll('\r', '')),
    ])
      for (const size of [1, 7, 100_000]) {
        const [taro, hanako, ...more] = await read(bytes, size)
        assert.deepEqual(taro, { line: 2, row: TARO_ROW })
        assert.ok(hanako && 'row' in hanako)
        assert.deepEqual(
          [hanako.row.name, hanako.row.branch, hanako.row.category, hanako.row.mail],
          ['髙橋﨑 ①', '01', 'dependant', null],
        )
        assert.deepEqual(more, [])
      }
  })

  it('finds the columns by name in any order, ignores others, and says which are missing or double', async () => {
    const mixed =
      '住所,生年月日,氏名,区 分,旧ユーザＩＤ,ＥＭＡＩＬ,枝番,番号,記号\n東京都,19790822,玄関太郎,本人,,,0,12,東京\n'
    const [row] = await read(mixed)
    assert.ok(row && 'row' in row)
    assert.deepEqual([row.row.symbol, row.row.number, row.row.branch, row.row.lostOn], ['東京', '12', '00', undefined])
    assert.deepEqual(told(await read('記号,番号,番号,氏名\n1,2,3,4\n')), [
      '1 number duplicateColumn, branch missingColumn, birthDate missingColumn, category missingColumn',
    ])
    assert.deepEqual(told(await read('0012,0000345,00\n')).length, 1)
  })

  it('keeps symbol, number and branch as text with leading zeros (DATA-01) and folds their width', async () => {
    const [row] = await read(file('００１２,０００７,1,玄関太郎,,19790822,本人,,,,'))
    assert.ok(row && 'row' in row)
    assert.deepEqual([row.row.symbol, row.row.number, row.row.branch], ['0012', '0007', '01'])
  })

  it('reports every bad row by line, column and reason, all columns at once', async () => {
    const rows = await read(
      file(
        TARO,
        '0012,,123,,,1979/2/30,父,2001/4/1,2000/4/1,taro,a?b',
        '1.2E+09,0000346,00,玄関次郎,,平成40年1月1日,家族,,,,taro@example.jp',
        '0012,0000347,00,玄関三郎,,20990101,家族,きのう,,,',
        TARO,
        '0012,0000348,00,玄関四郎,,19790822,本人,,,,,余り',
        '0012,0000349,00,玄関五郎',
      ),
    )
    assert.deepEqual(told(rows), [
      '2 玄関 太郎',
      '3 number missing, branch notKeyText, name missing, birthDate impossibleDate, category unknownCategory, mail invalidMail, keptUserId invalidUserId, lostOn lostBeforeQualified',
      '4 symbol spreadsheetNumber, birthDate wrongEra, keptUserId addressAsUserId',
      '5 birthDate futureDate, qualifiedOn unreadableDate',
      '6 duplicateKey 2',
      '7 tooManyCells',
      '8 birthDate missing, category missing',
    ])
  })

  it('reports characters that a conversion lost instead of storing them (DATA-05)', async () => {
    const lost = Buffer.concat([
      iconv.encode(`${HEADER}\r\n1,1,00,`, 'cp932'),
      Buffer.from([0xf0, 0x40, 0x2c]),
      iconv.encode(',19790822,本人,,,,\r\n', 'cp932'),
    ])
    assert.deepEqual(told(await read(lost)), ['2 name lostCharacter U+E000'])
    const broken = Buffer.concat([
      iconv.encode(`${HEADER}\r\n1,1,00,玄`, 'cp932'),
      Buffer.from([0xfd]),
      iconv.encode(',,19790822,本人,,,,\r\n', 'cp932'),
    ])
    assert.deepEqual(told(await read(broken)), ['2 name lostCharacter U+FFFD'])
    assert.deepEqual(told(await read(file('1,1,00,?田太郎,,19790822,本人,,,,', '1,2,00,〓田,,19790822,本人,,,,'))), [
      '2 name lostCharacter ?',
      '3 name lostCharacter U+3013',
    ])
    const utf8 = Buffer.concat([
      Buffer.from(`${HEADER}\n1,1,00,玄`),
      Buffer.from([0xe9, 0x96]),
      Buffer.from(',,19790822,本人,,,,\n'),
    ])
    assert.deepEqual(told(await read(utf8)), ['2 name lostCharacter U+FFFD'])
  })

  it('reads quoted fields, and line breaks in columns that we do not keep', async () => {
    const text = `${HEADER},住所\r\n"0012","0000345","00","玄関""太郎""",,"1979/8/22","本人",,,,,"東京都\r\n1-2-3, ""ゲンカン""ビル"\r\n1,2,00,玄関花子,,19790822,家族,,,,,\r\n`
    assert.deepEqual(told(await read(text)), ['2 玄関"太郎"', '4 玄関花子'])
  })

  it('says in which column a line break stands, and goes on below the whole record', async () => {
    const rows = await read(
      file('1,1,00,"玄関\r\n太郎",,19790822,本人,,,,', TARO, '1,2,00,玄関,"ｹﾞﾝ\nｶﾝ",19790822,本人,,,,'),
    )
    assert.deepEqual(told(rows), ['2 name lineBreak', '4 玄関 太郎', '5 nameKana lineBreak'])
    const header = HEADER.replace('生年月日', '"生年\r\n月日"')
    assert.deepEqual(told(await read(`${header}\r\n${TARO}\r\n`)), ['3 玄関 太郎'])
  })

  it('a quote that is never closed costs its own line and nobody else', async () => {
    const others = Array.from({ length: 50 }, (_, n) => `1,${n + 1},00,玄関${n},,19790822,本人,,,,`)
    const quoted = others.map((line) => line.replace(/玄関\d+/, '"$&"'))
    for (const below of [others, quoted]) {
      const rows = await read(file('0012,0000345,00,"玄関太郎,,19790822,本人,,,,', ...below))
      assert.equal(told(rows)[0], '2 openQuote')
      assert.equal(rows.filter((read) => 'row' in read).length, 50)
    }
    assert.deepEqual(told(await read(file('1,1,00,"玄関"太郎,,19790822,本人,,,,', TARO))), [
      '2 badQuote',
      '3 玄関 太郎',
    ])
    const two = await read(
      file('1,1,00,"玄関太郎,,19790822,本人,,,,', others[0]!, '1,99,00,"玄関太郎,,19790822,本人,,,,', others[1]!),
    )
    assert.deepEqual(told(two), ['2 openQuote', '3 玄関0', '4 openQuote', '5 玄関1'])
    const closedBelow = await read(
      file('1,1,00,"玄関太郎,,19790822,本人,,,,', others[0]!, '1,99,00,玄関次郎",,19790822,本人,,,,', others[1]!),
    )
    assert.deepEqual(told(closedBelow), ['2 openQuote', '3 玄関0', '4 openQuote', '5 玄関1'])
  })

  it('a file that was cut off says so where it ends, and takes nothing from that line', async () => {
    const whole = file(TARO, '1,2,00,玄関花子,,19810303,家族,,,hana@example.jp,hana2001').trimEnd()
    assert.equal(told(await read(whole))[1], '3 玄関花子')
    assert.equal(told(await read(whole.slice(0, -10)))[1], '3 cutOff')
    assert.equal(told(await read(whole.slice(0, -26)))[1], '3 cutOff')
    const inCharacter = Buffer.from(file(TARO, '1,2,00,玄関花子')).subarray(0, -3)
    assert.equal(told(await read(inCharacter))[1], '3 cutOff')
    // Spreadsheets leave out empty cells at the end of a line, which then has its end.
    assert.equal(told(await read(file('1,2,00,玄関花子,,19810303,家族')))[0], '2 玄関花子')
  })

  it('lines in another encoding than the first are told, not stored as nonsense', async () => {
    const [first, second] = ['1,1,00,玄関花子,,19810303,家族,,,,', '1,2,00,玄関　花子さん,,19810303,家族,,,,']
    const text = (lines: string[]) => `${lines.join('\r\n')}\r\n`
    const mixed = Buffer.concat([
      iconv.encode(text([HEADER, TARO]), 'cp932'),
      Buffer.from(text([first, second])),
      iconv.encode(text(['1,3,00,纐纈,,19790822,本人,,,,', '1,4,00,縺,,19790822,本人,,,,']), 'cp932'),
    ])
    const [, one, two, ...others] = told(await read(mixed))
    assert.match(one ?? '', /^3 .*(lostCharacter|mixedEncoding)/)
    assert.match(two ?? '', /^4 .*(lostCharacter|mixedEncoding)/)
    assert.deepEqual(others, ['5 纐纈', '6 縺'])
    // Every byte pair of this name is a character of CP932, so that only its sense gives it away.
    const nonsense = iconv.decode(Buffer.from('高橋健'), 'cp932')
    assert.doesNotMatch(nonsense, /\uFFFD/)
    assert.deepEqual(told(await read(iconv.encode(file(`1,1,00,${nonsense},,19790822,本人,,,,`), 'cp932'))), [
      '2 name mixedEncoding',
    ])
    const other = Buffer.concat([Buffer.from(text([HEADER])), iconv.encode(text([first]), 'cp932')])
    assert.match(told(await read(other))[0] ?? '', /^2 .*lostCharacter U\+FFFD/)
  })

  it('takes a hundred columns, and reads the ones it knows wherever they stand', async () => {
    const others = Array.from({ length: 100 }, (_, n) => `列${n}`)
    const values = Array.from({ length: 100 }, (_, n) => (n % 2 === 0 ? `"値, ${n}"` : '値'))
    const rows = await read(`${[...others, HEADER].join(',')}\r\n${[...values, TARO].join(',')}\r\n`)
    assert.deepEqual(told(rows), ['2 玄関 太郎'])
  })

  it('formula cells are just text, signs that nobody can see are reported, kanji stay as they are (DATA-06)', async () => {
    const rows = await read(
      file(
        '1,1,00,=HYPERLINK(1),,19790822,本人,,,,',
        '=1+1,1,00,玄関太郎,,19790822,本人,,,,',
        '1,3,00,玄\0関,,19790822,本人,,,,',
        '1,4,00,玄\u001b関,,19790822,本人,,,,',
        '1,5,00,\u200b,,19790822,本人,,,,',
        '1,6,00,玄\u202e関,,19790822,本人,,,,',
        '1,7,00,葛\u{e0100}城 か\u3099 神,,19790822,本人,,,,',
      ),
    )
    assert.deepEqual(told(rows), [
      '2 =HYPERLINK(1)',
      '3 symbol notKeyText',
      '4 name controlCharacter U+0000',
      '5 name controlCharacter U+001B',
      '6 name controlCharacter U+200B',
      '7 name controlCharacter U+202E',
      '8 葛\u{e0100}城 が 神',
    ])
  })

  it('says what a file is that is no member file', async () => {
    assert.deepEqual(told(await read('')), ['1 emptyFile'])
    assert.deepEqual(told(await read('\r\n\r\n,,,\r\n')), ['1 emptyFile'])
    assert.deepEqual(told(await read('PK\x03\x04rest of a workbook')), ['1 spreadsheet'])
    assert.deepEqual(told(await read(Buffer.from(`\ufeff${HEADER}`, 'utf16le'))), ['1 utf16'])
  })

  it('skips blank lines and the end mark of old programs, and keeps counting lines', async () => {
    assert.deepEqual(told(await read(file('', ',,,,,,,,,,', TARO, '\x1a'))), ['4 玄関 太郎'])
  })

  it('one line of half a gigabyte is one problem, in constant memory', async () => {
    const piece = Buffer.alloc(1 << 20, '"太')
    async function* huge() {
      yield Buffer.from(`${HEADER}\r\n`)
      for (let megabyte = 0; megabyte < 500; megabyte++) yield piece
      yield Buffer.from(`\r\n${TARO}\r\n`)
    }
    const before = process.memoryUsage().rss
    let most = 0
    const rows: ReadRow[] = []
    for await (const list of readRows(huge(), RULES)) {
      rows.push(...list)
      most = Math.max(most, process.memoryUsage().rss - before)
    }
    assert.deepEqual(told(rows), ['2 tooLong', '3 玄関 太郎'])
    assert.ok(most < 200 << 20, `${most >> 20} MB more`)
  })

  it('stops reading at a header that is too long or wrong, and lets the file go', async () => {
    let released = false
    async function* endless() {
      try {
        for (;;) yield Buffer.alloc(100_000, '記')
      } finally {
        released = true
      }
    }
    assert.deepEqual(told((await Array.fromAsync(readRows(endless(), RULES))).flat()), ['1 tooLong'])
    assert.ok(released)
  })

  it('never throws and never invents a row, whatever the bytes are', async () => {
    const cells = fc.array(
      fc.constantFrom('1', '00', '"', '""', '"a"', '\0', '玄関', '本人', '19790822', '', '\r', '\n', ',', '\ud800'),
      { maxLength: 60 },
    )
    await fc.assert(
      fc.asyncProperty(cells, fc.uint8Array({ maxLength: 30 }), fc.boolean(), async (parts, bytes, first) => {
        const body = Buffer.from(parts.join(','))
        for (const row of await read(Buffer.concat(first ? [bytes, body] : [Buffer.from(`${HEADER}\n`), body, bytes])))
          if ('row' in row) assert.match(row.row.birthDate, /^\d{4}-\d\d-\d\d$/)
      }),
    )
  })
})
