import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { newMasterKey } from '../kernel/keyring.ts'
import { readServeConfig } from './config.ts'

const complete = {
  DATABASE_URL: 'postgresql://genkan@localhost/genkan',
  GENKAN_KEYS: newMasterKey('k1'),
  GENKAN_SMTP_URL: 'smtp://localhost',
}

describe('the configuration of serve', () => {
  it('says everything that is missing at once', () => {
    const read = readServeConfig({ GENKAN_PORT: 'http' })
    assert.ok(!read.ok)
    assert.equal(read.error.length, 4)
  })

  it('trusts nobody to say who asks unless told so, and refuses a list that it cannot read', () => {
    const plain = readServeConfig(complete)
    assert.ok(plain.ok)
    assert.equal(plain.value.proxies.check('10.0.0.1'), false)
    const told = readServeConfig({ ...complete, GENKAN_TRUSTED_PROXIES: '10.0.0.0/8' })
    assert.ok(told.ok)
    assert.equal(told.value.proxies.check('10.0.0.1'), true)
    const wrong = readServeConfig({ ...complete, GENKAN_TRUSTED_PROXIES: '10.0.0.0/8 proxy.example' })
    assert.deepEqual(wrong, {
      ok: false,
      error: ['GENKAN_TRUSTED_PROXIES: proxy.example is no address or range such as 10.0.0.0/8'],
    })
  })
})
