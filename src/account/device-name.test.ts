import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { checkDeviceName, deviceKind, proposeDeviceName } from './device-name.ts'

describe('device name', () => {
  it('CON-11 OTP-19 must be there', () => {
    for (const typed of ['', '   ', '\u3000', '\u200b', '\n'])
      assert.deepEqual(checkDeviceName(typed), { ok: false, error: 'missing' })
  })

  it('GAP-08 has 1 to 40 characters after trimming, each code point counting once', () => {
    assert.deepEqual(checkDeviceName(' あ '), { ok: true, value: 'あ' })
    assert.deepEqual(checkDeviceName(` ${'𠮷'.repeat(40)} `), { ok: true, value: '𠮷'.repeat(40) })
    assert.deepEqual(checkDeviceName('𠮷'.repeat(41)), { ok: false, error: 'tooLong' })
  })

  it('OTP-23 is kept as the member wrote it, without line breaks and what cannot be seen', () => {
    assert.deepEqual(checkDeviceName('母の\u200b ｉＰｈｏｎｅ\t①'), { ok: true, value: '母の ｉＰｈｏｎｅ ①' })
    assert.deepEqual(checkDeviceName('a\u202Eb\u0000c\r\nd'), { ok: true, value: 'abc d' })
    assert.deepEqual(checkDeviceName('👩‍👧'), { ok: true, value: '👩‍👧' })
  })
})

describe('proposed device name', () => {
  const agents: [agent: string, ja: string, en: string][] = [
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari/604.1',
      'iPhone',
      'iPhone',
    ],
    ['Mozilla/5.0 (iPad; CPU OS 16_6 like Mac OS X) AppleWebKit/605.1.15', 'iPad', 'iPad'],
    [
      'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36',
      'Android のスマートフォン',
      'Android phone',
    ],
    [
      'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36',
      'Android のタブレット',
      'Android tablet',
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Edg/140.0.0.0',
      'Windows パソコン',
      'Windows PC',
    ],
    ['Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36', 'Chromebook', 'Chromebook'],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.5 Safari/605.1.15', 'Mac', 'Mac'],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0', 'Linux パソコン', 'Linux PC'],
  ]
  for (const [agent, ja, en] of agents)
    it(`CON-11 is ${ja} for ${agent.slice(0, 48)}…`, () => {
      assert.deepEqual([deviceKind(agent, 'ja'), deviceKind(agent, 'en')], [ja, en])
      assert.ok(checkDeviceName(ja).ok)
    })

  it('CON-11 OTP-23 is proposed for the phone that asks; at a computer, for the phone that scanned its screen', () => {
    assert.equal(proposeDeviceName('Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X)', 'ja'), 'iPhone')
    assert.equal(proposeDeviceName('Mozilla/5.0 (Windows NT 10.0; Win64; x64)', 'ja'), 'スマートフォン')
    assert.equal(proposeDeviceName(undefined, 'en'), 'Smartphone')
  })
})
