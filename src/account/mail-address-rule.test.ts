import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { addressKey, checkMailAddress, maskAddress } from './mail-address-rule.ts'

const strict = (typed: string) => {
  const result = checkMailAddress(typed, 'strict')
  return result.ok ? result.value : result.error
}

/** An address of exactly `length` characters whose every part is within its own limit. */
const addressOf = (length: number) => {
  const rest = length - 'taro@'.length - '.jp'.length
  const labels: string[] = []
  for (let left = rest; left > 0; left -= 64) labels.push('x'.repeat(Math.min(63, left)))
  return `taro@${labels.join('.')}.jp`.padEnd(length, 'p').slice(0, length)
}

describe('mail address', () => {
  it('EML-09 an empty field is its own error', () => {
    assert.deepEqual(strict(''), ['missing'])
    assert.deepEqual(strict('　 \n'), ['missing'])
  })

  it('EML-11 forbidden signs such as ? and a dot right before @ are invalid, as is whatever cannot be delivered', () => {
    const invalid = [
      'ta?ro@example.jp', 'taro.@example.jp', '.taro@example.jp', 'ta..ro@example.jp', 'taro', 'taro@', '@example.jp', 'taro@example',
      'taro@@example.jp', 'taro@exa_mple.jp', 'taro@-example.jp', 'taro@example-.jp', 'taro@example..jp', 'taro@example.jp.', 'taro@[192.0.2.1]',
      'taro@192.0.2.1', 'ta ro@example.jp', 'taro,hana@example.jp', 'taro@example.jp,hana@example.jp', 'taro@example.jp hana@example.jp',
      'Taro <taro@example.jp>', '"taro"@example.jp', 'ta%ro@example.jp', 'ta!ro@example.jp', 'ta:ro@example.jp', 'taro@example.jp\r\nBcc: x@example.jp',
      '太郎@example.jp', 'taro@例え.jp', 'ta\0ro@example.jp', `${'x'.repeat(65)}@example.jp`, `taro@${'x'.repeat(64)}.jp`, 'taro@example.j',
    ] // biome-ignore format: a list of examples
    for (const typed of invalid) assert.deepEqual(strict(typed), ['invalid'], typed)
  })

  it('EML-11 ordinary addresses pass as they are', () => {
    const valid = [
      'taro@example.jp',
      'taro.yamada+kenpo@mail.example.co.jp',
      "o'hara@example.jp",
      't@example.jp',
      'taro_y-1@example.museum',
      'taro@xn--r8jz45g.jp',
      'taro@xn--r8jz45g.xn--zckzah',
    ]
    for (const typed of valid) assert.equal(strict(typed), typed)
  })

  it('EML-12, EML-13: 255 characters pass, 256 are too long and invalid at the same time', () => {
    assert.equal(addressOf(255).length, 255)
    assert.equal(strict(addressOf(255)), addressOf(255))
    assert.deepEqual(strict(addressOf(256)), ['invalid', 'tooLong'])
    assert.deepEqual(strict('x'.repeat(100_000)), ['invalid', 'tooLong'])
  })

  it('folds full-width signs and the spaces that keyboards add (MAIL-03, DATA-09)', () => {
    assert.equal(strict('　Ｔａｒｏ＠Ｅｘａｍｐｌｅ．ＪＰ'), 'Taro@example.jp')
    assert.equal(strict('taro@example. co. jp '), 'taro@example.co.jp')
    assert.equal(strict('taro @ example.jp'), 'taro@example.jp')
    assert.equal(strict('ｔａｒｏー１＠ｅｘａｍｐｌｅ。ｊｐ'), 'taro-1@example.jp')
    assert.equal(strict('taro‐1@my−example｡jp'), 'taro-1@my-example.jp')
    assert.equal(addressKey('Taro–1@Example。jp'), 'taro-1@example.jp')
  })

  it('takes the dots of old carrier addresses only where the society allows them, and only at carriers', () => {
    for (const typed of ['taro.@docomo.ne.jp', 'ta..ro@ezweb.ne.jp', 'taro...@t.vodafone.ne.jp']) {
      assert.deepEqual(strict(typed), ['invalid'])
      assert.deepEqual(checkMailAddress(typed, 'legacy'), { ok: true, value: typed })
    }
    for (const typed of ['taro.@example.jp', '.taro@docomo.ne.jp', 'ta?ro@docomo.ne.jp', '..@docomo.ne.jp'])
      assert.deepEqual(checkMailAddress(typed, 'legacy'), { ok: false, error: ['invalid'] }, typed)
  })

  it('addresses that differ only in capitals or width are one address', () => {
    assert.equal(addressKey('Taro.Yamada@Example.JP'), addressKey('ｔａｒｏ．ｙａｍａｄａ＠ｅｘａｍｐｌｅ．ｊｐ '))
    assert.notEqual(addressKey('taro@example.jp'), addressKey('taro+1@example.jp'))
  })

  it('whatever passes is plain ASCII without control signs, and stays the same when checked again', () => {
    const nearly = fc.stringMatching(/^[a-zA-Z.?"<>@ ＠．,\r\n-]{1,12}@[a-z.＠-]{1,8}\.(jp|com|1)$/)
    fc.assert(
      fc.property(fc.oneof(nearly, fc.string({ unit: 'binary' }), fc.emailAddress()), (typed) => {
        for (const syntax of ['strict', 'legacy'] as const) {
          const result = checkMailAddress(typed, syntax)
          if (!result.ok) continue
          assert.match(result.value, /^[\x21-\x7e]+$/)
          assert.deepEqual(checkMailAddress(result.value, syntax), result)
          assert.equal(addressKey(result.value), addressKey(typed))
        }
      }),
    )
  })

  it('masks an address so that its owner knows it', () => {
    assert.equal(maskAddress('tanaka@example.jp'), 'ta***@example.jp')
    assert.equal(maskAddress('tan@example.jp'), 't***@example.jp')
    assert.equal(maskAddress('t@example.jp'), '***@example.jp')
    assert.equal(maskAddress('x'), '***')
  })
})
