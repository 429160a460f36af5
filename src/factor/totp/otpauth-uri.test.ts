import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { URI } from 'otpauth'
import { otpauthUri } from './otpauth-uri.ts'

const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'

describe('otpauth URI', () => {
  it('OTP-33 OTP-35 TOTP-05 carries issuer and account as label, and every parameter', () => {
    const uri = otpauthUri({ issuer: '健保加入者ページ', account: 'sakura_hanako', secret: SECRET })
    const title = encodeURIComponent('健保加入者ページ')
    assert.equal(
      uri,
      `otpauth://totp/${title}:sakura_hanako?issuer=${title}&secret=${SECRET}&algorithm=SHA1&digits=6&period=30`,
    )
    assert.match(uri, /^[\x21-\x7E]+$/)
  })

  it('OTP-34 has the issuer alone as label where there is no account name', () => {
    const uri = new URL(otpauthUri({ issuer: '健保加入者ページ', account: null, secret: SECRET }))
    assert.equal(decodeURIComponent(uri.pathname), '/健保加入者ページ')
    assert.equal(uri.searchParams.get('issuer'), '健保加入者ページ')
  })

  it('keeps mail addresses, spaces and signs apart from the syntax', () => {
    const parsed = URI.parse(otpauthUri({ issuer: 'A & B: 健保?#', account: 'taro+otp@example.jp', secret: SECRET }))
    assert.equal(parsed.issuer, 'A & B： 健保?#')
    assert.equal(parsed.label, 'taro+otp@example.jp')
    assert.equal(parsed.secret.base32, SECRET)
  })
})
