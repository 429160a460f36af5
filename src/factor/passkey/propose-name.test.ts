import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { proposePasskeyName } from './propose-name.ts'
import { providerOf } from './provider.ts'

const NOBODY = '00000000-0000-0000-0000-000000000000'
const GOOGLE = 'ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4'
const HELLO = '08987058-cadc-4b81-b6e1-30de50dcbe96'

const ja = (name: string) => ({ name, locale: 'ja' as const })

describe('the name that is proposed for a passkey', () => {
  it('WA-04, PSK-08 is the device, with the keeper where the AAGUID tells', () => {
    assert.equal(proposePasskeyName(ja('iPhone'), NOBODY, []), 'iPhone')
    assert.equal(proposePasskeyName(ja('Windows パソコン'), HELLO, []), 'Windows パソコン（Windows Hello）')
    assert.equal(proposePasskeyName(ja('Mac'), GOOGLE, []), 'Mac（Google パスワード マネージャー）')
    assert.equal(proposePasskeyName({ name: 'Mac', locale: 'en' }, GOOGLE, []), 'Mac (Google Password Manager)')
    assert.equal(providerOf(NOBODY, 'ja'), undefined)
  })

  it('PSK-13 gets a number where its owner has one of that name', () => {
    assert.equal(proposePasskeyName(ja('iPhone'), NOBODY, ['iPhone']), 'iPhone 2')
    assert.equal(proposePasskeyName(ja('iPhone'), NOBODY, ['iPhone', 'iPhone 2']), 'iPhone 3')
    assert.equal(proposePasskeyName(ja('iPhone'), NOBODY, ['iPhone', 'Mac', 'iPhone 3']), 'iPhone 2')
  })

  it('GAP-08 is never longer than a name may be', () => {
    const long = proposePasskeyName(ja('端末'.repeat(30)), HELLO, [])
    assert.ok(Array.from(long).length <= 37)
    assert.ok(Array.from(proposePasskeyName(ja('端末'.repeat(30)), HELLO, [long])).length <= 40)
  })
})
