import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { texts } from './catalogue.ts'

const HELP = {
  ...{ desk: 'DESK', phone: '03-0000-0000', hours: '9:00', sender: 'no-reply@mihon.example', composition: 'enforced' },
  ...{ signInWith: 'id', lockRelease: 'timed', linkMinutes: 30, direct: false, minLength: 8, maxLength: 64 },
  methods: ['passkey', 'totp', 'mailCode'],
}

/** Every sentence with its path; a function is called with sample parameters, so that its sentence counts too. */
function sentences(node: unknown, path: string): [string, string][] {
  if (typeof node === 'string') return [[path, node]]
  if (typeof node === 'function') return [[path, String(node(...sample(node.length, path)))]]
  return Object.entries(node as object).flatMap(([key, value]) => sentences(value, `${path}.${key}`))
}

function sample(count: number, path: string): unknown[] {
  if (/rrors\.\w+$/.test(path)) return [{ min: 8, max: 13, badCharacters: ['!'] }]
  if (path.startsWith('.help.questions')) return [HELP]
  return Array.from({ length: count }, (_, at) => 60 * (at + 1))
}

const ja = new Map(sentences(texts('ja'), ''))
const en = new Map(sentences(texts('en'), ''))

describe('the catalogues', () => {
  it('GAP-11 English has every sentence that Japanese has, and no other', () => {
    assert.ok(ja.size > 300)
    const loose = /^\.(letter\.where|enrolTotp\.(google|microsoft|computer)|otp\.advice)\./
    const keys = (all: Map<string, string>) => [...all.keys()].filter((key) => !loose.test(key)).sort()
    assert.deepEqual(keys(en), keys(ja))
  })

  it('no sentence is empty or says undefined', () => {
    for (const [key, sentence] of [...ja, ...en]) {
      assert.notEqual(sentence.trim(), '', key)
      assert.doesNotMatch(sentence, /undefined|\[object|NaN/, key)
    }
  })

  it('no Japanese is left in English, but for what stands on papers: in brackets behind the English word', () => {
    const printed = /(?<=[a-z] )\([ぁ-んァ-ヶ一-龠]+\)/g
    for (const [key, sentence] of en) assert.doesNotMatch(sentence.replace(printed, ''), /[ぁ-んァ-ヶ一-龠]/, key)
  })

  it('CON-29 CON-09 one word for one thing: no ユーザーID, no 認証方式, no ボタン名「送信」', () => {
    for (const [key, sentence] of ja) assert.doesNotMatch(sentence, /ユーザーID|認証方式|「送信」|送信をクリック/, key)
  })

  it('CON-10 the older words of the set-up page are gone: ワンタイムコード, 間隔, モバイル・オーセンティケーター', () => {
    for (const [key, sentence] of ja) assert.doesNotMatch(sentence, /ワンタイムコード|間隔|オーセンティケーター/, key)
  })

  it('CON-29 GAP-11 no second word for a thing that has one', () => {
    const second = /失く|メールのコード|6桁のコード|パスコード|暗証番号|アプリ認証コード|ログオン|サインイン(?!方法)/
    for (const [key, sentence] of ja) assert.doesNotMatch(sentence, second, key)
    for (const [key, sentence] of en)
      assert.doesNotMatch(sentence, /birth date|mail code|log ?in\b|(?<!e-)mail address|\bverif(?!ication)/i, key)
  })

  it('speaks politely and in short sentences; what does not is how a requirement words it', () => {
    const given = [
      ...['利用するスマートデバイスが識別できる名称を入力。', 'アカウント名には、任意のアカウント名称を入力。'],
      ...['時刻の自動補正機能を有効化する。', '入力が誤っている。', '有効期限が切れている。'],
    ]
    for (const [key, text] of ja)
      for (const sentence of text.split(/(?<=。)|[\n,]/)) {
        assert.ok(sentence.length <= 95, `${key}: ${sentence}`)
        const said = sentence.trim().replace(/^,/, '')
        if (given.includes(said) || !/(?:[るたいだす]|力)。$/.test(said)) continue
        assert.match(said, /(?:です|ます|ました|でした|ください)。$/, key)
      }
  })
})
