import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { groupSecret, newTotpSecret } from './secret.ts'

describe('TOTP secret', () => {
  it('OTP-08 OTP-09 TOTP-01 is 160 bits: 32 Base32 characters, shown in 8 groups of 4', () => {
    const secret = newTotpSecret()
    assert.match(secret, /^[A-Z2-7]{32}$/)
    assert.match(groupSecret(secret), /^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/)
    assert.equal(groupSecret(secret).replaceAll(' ', ''), secret)
  })

  it('is another one each time', () => {
    assert.equal(new Set(Array.from({ length: 50 }, newTotpSecret)).size, 50)
  })
})
