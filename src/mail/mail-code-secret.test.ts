import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, it } from 'node:test'
import { newMasterKey, openKeyring } from '../kernel/keyring.ts'
import { linkToken, openCode, readLinkToken, sealCode } from './mail-code-secret.ts'

const first = newMasterKey('a')
const keyring = openKeyring(first)
const id = randomUUID()

describe('the secret of a mailed code', () => {
  it('the code comes back only for its own society and row', () => {
    const sealed = sealCode(keyring, 1, id, '995867')
    assert.equal(openCode(keyring, 1, id, sealed), '995867')
    assert.equal(openCode(keyring, 2, id, sealed), undefined)
    assert.equal(openCode(keyring, 1, randomUUID(), sealed), undefined)
  })

  it('the stored form does not show the code, and differs each time', () => {
    const sealed = sealCode(keyring, 1, id, '995867')
    assert.ok(!sealed.includes('995867'))
    assert.ok(!Buffer.from(sealed.split('.')[1] ?? '', 'base64url').includes('995867'))
    assert.notEqual(sealed, sealCode(keyring, 1, id, '995867'))
  })

  it('a link leads to its row, in its own society only', () => {
    const token = linkToken(keyring, 1, id)
    assert.match(token, /^[0-9a-f-]{36}\.[A-Za-z0-9_-]{43}$/)
    assert.equal(readLinkToken(keyring, 1, token), id)
    assert.equal(readLinkToken(keyring, 2, token), undefined)
  })

  it('a link that was changed, cut, lengthened or made by another key leads nowhere', () => {
    const token = linkToken(keyring, 1, id)
    const flipped = `${token.slice(0, -3)}${token.at(-3) === 'A' ? 'B' : 'A'}${token.slice(-2)}`
    const forged = `${id}.${openKeyring(newMasterKey('x')).mac('mail-link', '1', id, 'confirm')}`
    const otherPurpose = `${id}.${keyring.mac('mail-link', '1', id, 'reset')}`
    const otherRow = `${randomUUID()}.${token.split('.')[1]}`
    for (const bad of [flipped, forged, otherPurpose, otherRow, token.slice(0, -1), `${token}A`, id, `${id}.`, '', '.'])
      assert.equal(readLinkToken(keyring, 1, bad), undefined, bad)
    assert.equal(readLinkToken(keyring, 1, token.toUpperCase()), undefined)
  })

  it('codes and links that are under way survive a change of the master key', () => {
    const rotated = openKeyring(`${newMasterKey('b')} ${first}`)
    assert.equal(openCode(rotated, 1, id, sealCode(keyring, 1, id, '012345')), '012345')
    assert.equal(readLinkToken(rotated, 1, linkToken(keyring, 1, id)), id)
  })
})
