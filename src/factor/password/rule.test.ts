import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { checkPassword, type PasswordChoice } from './rule.ts'

const CHOICE: PasswordChoice = {
  rule: { minLength: 8, maxLength: 64, composition: 'none' },
  context: ['genkan', 'さくら健康保険組合', 'taro.yamada', 'ヤマダ タロウ', '19581204'],
  userId: 'hanamaru7',
}
const GOOD = 'k7#mQz!p'

function problems(password: string, change: Partial<PasswordChoice> = {}): string[] {
  return checkPassword(password, { ...CHOICE, ...change })
}

function withRule(change: Partial<PasswordChoice['rule']>): Partial<PasswordChoice> {
  return { rule: { ...CHOICE.rule, ...change } }
}

describe('password rule: length and characters', () => {
  it('PWD-01 PWD-02 takes 8 to 64 characters and no fewer or more', () => {
    const tail = 'Vw3!xR8?dG5-tY2+hN6=bM9*kQ4/zL7&cJ1%sF0$aP3@eU8#oI5^wX2~vC6;rT9'
    assert.deepEqual(problems(GOOD), [])
    assert.deepEqual(problems(GOOD.slice(1)), ['tooShort'])
    assert.equal(tail.length, 63)
    assert.deepEqual(problems(`${tail}1`), [])
    assert.deepEqual(problems(`${tail}12`), ['tooLong'])
    assert.deepEqual(problems(''), ['tooShort'])
  })

  it('PWD-04 takes the lengths from the society', () => {
    assert.deepEqual(problems(GOOD, withRule({ minLength: 15 })), ['tooShort'])
    assert.deepEqual(problems(`${GOOD}x`, withRule({ maxLength: 8 })), ['tooLong'])
  })

  it('NIST-06 counts each code point once, however it is stored', () => {
    assert.deepEqual(problems('𠮷'.repeat(7)), ['tooShort', 'notAllowedCharacter'])
    assert.equal(problems('𠮷é'.normalize('NFD').repeat(4)).includes('tooShort'), false)
    assert.equal(problems('é'.normalize('NFD').repeat(7)).includes('tooShort'), true)
  })

  it('PWD-03 takes every half-width letter and digit and the 32 signs', () => {
    const alphabet = Array.from({ length: 94 }, (_, at) => String.fromCharCode(0x21 + at))
    assert.equal(alphabet.filter((sign) => !/[A-Za-z0-9]/.test(sign)).length, 32)
    for (const sign of alphabet) assert.deepEqual(problems(`${GOOD}${sign}`), [], sign)
  })

  it('PWD-03 names a space, full-width text, kana, ¥ and control signs, and folds none of them', () => {
    for (const sign of [' ', 'Ａ', '１', 'あ', 'ｱ', '¥', '￥', 'é', '\t', '\n', '\0', '\u200b'])
      assert.deepEqual(problems(`${GOOD}${sign}`), ['notAllowedCharacter'], JSON.stringify(sign))
  })
})

describe('password rule: composition', () => {
  it('PWD-05 CON-23 asks for digits, small letters and signs only where the society enforces it', () => {
    const plain = 'XKQJWZPVRTHB'
    assert.deepEqual(problems(plain), [])
    assert.deepEqual(problems(plain, withRule({ composition: 'hint' })), [])
    assert.deepEqual(problems(plain, withRule({ composition: 'enforced' })), ['composition'])
  })

  it('PWD-05 needs each of the three kinds, and nothing else', () => {
    const enforced = withRule({ composition: 'enforced' })
    assert.deepEqual(problems('k7#mqz!p', enforced), [])
    for (const lacking of ['kx#mqz!p', 'K7#MQZ!P', 'k7xmqz4p'])
      assert.deepEqual(problems(lacking, enforced), ['composition'])
  })
})

describe('password rule: what a stranger would try', () => {
  it('PWD-07 refuses the user ID in any case and width', () => {
    assert.deepEqual(problems('hanamaru7'), ['sameAsUserId'])
    assert.deepEqual(problems('HanaMaru7'), ['sameAsUserId'])
    assert.deepEqual(problems('ｈａｎａｍａｒｕ７'), ['notAllowedCharacter', 'sameAsUserId'])
    assert.deepEqual(problems('ab', { userId: 'AB' }), ['tooShort', 'sameAsUserId'])
    assert.deepEqual(problems('x7q-hanamaru7', { userId: null }), [])
  })

  it('refuses the user ID with something added, but not inside a long password', () => {
    assert.deepEqual(problems('Hanamaru7!2'), ['containsUserId'])
    assert.deepEqual(problems('hanamaru7-xR8?dG5'), [])
  })

  it('PWD-08 refuses the present password', () => {
    assert.deepEqual(problems(GOOD, { isCurrent: true }), ['sameAsCurrent'])
    assert.deepEqual(problems(GOOD, { isCurrent: false }), [])
  })

  it('ASVS 6.2.11 refuses product, society, trade, name in Latin letters, mail address and birth date', () => {
    const own = [
      'Genkan2026!',
      'kenpo#2026',
      'kenkouhoken1',
      'yamada58!',
      'YamadaTaro',
      'tarou-yamada7',
      'taro.yamada',
      '19581204ab',
    ]
    for (const password of own) assert.deepEqual(problems(password), ['context'], password)
    assert.deepEqual(problems('yamada-xR8?dG5'), [], 'with eight unknown characters more a name does no harm')
    assert.deepEqual(problems('yamada-xR8?dG'), ['context'], 'with seven it does')
  })

  it('tells a name from what happens to stand in a password', () => {
    assert.deepEqual(problems('x7mori#Qz', { context: ['森', 'モリ'] }), ['context'])
    assert.deepEqual(problems('x7abe#QzW', { context: ['アベ'] }), [], 'three letters turn up by accident')
  })

  it('NIST-04 ASVS 6.2.4 refuses common passwords in any case, Japanese words included', () => {
    const common = [
      'password1',
      'PassWord1',
      'pArAmEtEr',
      'iloveyou',
      'doraemon',
      'konnichiwa',
      'hokkaido',
      'sakurasaku',
      'superman1',
    ]
    for (const password of common) assert.deepEqual(problems(password, { context: [] }), ['common'], password)
  })

  it('refuses common passwords with substitutions and additions', () => {
    for (const password of ['P@ssw0rd', 'p4$$w0rd', 'Password1!', 'sakura12', 'doraemon1', 'drowssap'])
      assert.deepEqual(problems(password, { context: [] }), ['common'], password)
  })

  it('refuses repetitions, sequences and keyboard runs, and says which', () => {
    for (const password of ['aaaaaaaa', 'abababab', 'kX9!kX9!kX9!'])
      assert.deepEqual(problems(password), ['repeated'], password)
    for (const password of ['abcdefgh1', 'hgfedcba0', 'lkjhgfds'])
      assert.deepEqual(problems(password), ['sequence'], password)
    assert.deepEqual(problems('1999/04/01'), ['context'], 'a date')
  })

  it('PWD-06 lets phrases and random passwords pass without any further rule', () => {
    for (const password of ['correct-horse-battery', 'neko-ga-sanbiki-iru', 'xkqjwzpv', '40718263951', 'k7#mQz!p'])
      assert.deepEqual(problems(password), [], password)
  })
})
