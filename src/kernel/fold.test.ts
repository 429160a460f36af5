import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { foldCode, foldDigits, foldHyphens, foldIdentifier, readDigits } from './fold.ts'

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

  it('makes every hyphen of an ID or an address the plain one', () => {
    for (const hyphen of ['-', '－', '‐', '‑', '–', '—', '―', '−', 'ー', 'ｰ'])
      assert.equal(foldHyphens(foldIdentifier(`hanako${hyphen}2026`)), 'hanako-2026', hyphen)
  })
})

describe('a numeric code', () => {
  it('OTP-41 MOT-04 is read bare, in groups, and out of the words that were copied with it', () => {
    for (const typed of [
      ...[
        '123456',
        '１２３４５６',
        ' 123 456 ',
        '123-456',
        '12　34　56',
        '１２３－４５６',
        '123ー456',
        'I23456',
        '\u200b123456',
      ],
      ...[
        '確認コード：123456',
        '「123456」',
        'コード 123-456 です。',
        '123456（10分間有効）',
        'Code: 123456',
        'OTP 123 456',
      ],
      ...['【ゲンカン】ワンタイムパスワードのお知らせ（14:05）\r\n123456\r\n', '番号は１２３４５６です'],
    ])
      assert.equal(readDigits(typed, 6), '123456', typed)
  })

  it('is not guessed: two different ones, other lengths, letters inside', () => {
    for (const typed of [
      '',
      '12345',
      '1234567',
      '12a456',
      'a123456',
      '123456と654321',
      '2026-11-21 123456',
      '九〇一二三四',
    ])
      assert.equal(readDigits(typed, 6), undefined, typed)
  })

  it('LET-02 has one of several lengths', () => {
    assert.equal(readDigits('回復用の番号 1234 5678 9012', 20, 12), '123456789012')
    assert.equal(readDigits('1234 5678 9012 3456', 20, 12), undefined)
  })

  it('never takes its time, whatever is pasted', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 4096 }), (text) => {
        const digits = readDigits(text, 6)
        assert.ok(digits === undefined || /^\d{6}$/.test(digits))
      }),
    )
    assert.equal(readDigits('1 '.repeat(2000), 6), undefined)
  })
})
