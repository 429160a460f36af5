import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { suggestAddress } from './suggest-address.ts'

describe('suggestion for a mistyped domain', () => {
  it('finds one slip in a well-known domain (MAIL-03)', () => {
    for (const typed of [
      'gmal.com',
      'gmial.com',
      'gmaill.com',
      'gnail.com',
      'gmail.con',
      'gmail.cm',
      'gmail.co',
      'GMAL.com',
      'gmail.jp',
      'gmail.co.jp',
    ])
      assert.equal(suggestAddress(`Taro@${typed}`), 'Taro@gmail.com', typed)
    assert.equal(suggestAddress('taro@docomo.co.jp'), 'taro@docomo.ne.jp')
    assert.equal(suggestAddress('taro@yaho.co.jp'), 'taro@yahoo.co.jp')
    assert.equal(suggestAddress('taro@ezwbe.ne.jp'), 'taro@ezweb.ne.jp')
  })

  it('leaves real domains alone, however close', () => {
    for (const domain of [
      'gmail.com',
      'mail.com',
      'ymail.com',
      'email.com',
      'outlook.jp',
      'outlook.com',
      'yahoo.com',
      'yahoo.co.jp',
      'example.jp',
      'au.com',
      'me.com',
    ])
      assert.equal(suggestAddress(`taro@${domain}`), undefined, domain)
  })
})
