import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Authenticator, type Lies, type Offer } from '../../../test/support/authenticator.ts'
import { refusalOf } from './refusal.ts'
import type { RelyingParty } from './relying-party.ts'
import { readAssertion, readRegistration } from './response.ts'
import { rolledBack, verifyAssertion } from './verify-assertion.ts'
import { verifyRegistration } from './verify-registration.ts'

const party: RelyingParty = { id: 'genkan.example', name: 'ゲンカン', origins: ['https://www.genkan.example'] }
const challenge = Buffer.alloc(32, 7).toString('base64url')
const userHandle = Buffer.alloc(64, 9).toString('base64url')
const offer: Offer = {
  challenge,
  rp: { id: party.id, name: party.name },
  rpId: party.id,
  user: { id: userHandle, name: 'hanako', displayName: '花子' },
}

async function made(lies: Lies = {}) {
  const device = new Authenticator('https://www.genkan.example')
  const answer = readRegistration(device.create(offer, lies))
  assert.ok(answer)
  return { device, result: await verifyRegistration(party, challenge, answer) }
}

async function shown(lies: Lies, identified = false) {
  const { device, result } = await made()
  assert.ok(result.ok)
  const { credentialId, publicKey, counter, transports, backupEligible } = result.value
  const stored = { id: 'a', accountId: 'b', credentialId, publicKey, counter, transports, backupEligible, userHandle }
  const answer = readAssertion(device.get(offer, lies))
  assert.ok(answer)
  return verifyAssertion(party, challenge, answer, stored, identified)
}

const cases = [
  ['challenge', { challenge: 'AAAA' }],
  ['origin', { origin: 'https://genkan.example' }],
  ['rpId', { rpId: 'www.genkan.example' }],
  ['noUserVerification', { userVerified: false }],
] satisfies [string, Lies][]

describe('what the library says by throwing or by a flag', () => {
  for (const [code, lies] of cases)
    it(`becomes the code ${code}, for a new passkey and for one that is shown`, async () => {
      assert.deepEqual((await made(lies)).result, { ok: false, error: code })
      assert.deepEqual(await shown(lies), { ok: false, error: code })
    })

  it('becomes refused: a wrong signature, the answer to another ceremony, anything unforeseen', async () => {
    assert.deepEqual(await shown({ badSignature: true }), { ok: false, error: 'refused' })
    assert.deepEqual(await shown({ type: 'webauthn.create' }), { ok: false, error: 'refused' })
    assert.deepEqual((await made({ type: 'webauthn.get' })).result, { ok: false, error: 'refused' })
    assert.equal(refusalOf('a string'), 'refused')
  })

  it('WA-02: a passkey that is not discoverable is not taken', async () => {
    assert.deepEqual((await made({ discoverable: false })).result, { ok: false, error: 'notDiscoverable' })
  })
})

describe('whose passkey it is', () => {
  it('must be said by the authenticator where nobody is identified, and must be right wherever it is said', async () => {
    assert.equal((await shown({})).ok, true)
    assert.deepEqual(await shown({ userHandle: null }), { ok: false, error: 'notTheirs' })
    assert.equal((await shown({ userHandle: null }, true)).ok, true)
    assert.deepEqual(await shown({ userHandle: 'AAAA' }, true), { ok: false, error: 'notTheirs' })
  })
})

describe('the counter', () => {
  it('never goes back on a device that counts; nought for ever and synced passkeys are left alone', () => {
    const device = { counter: 5, backupEligible: false }
    assert.deepEqual(
      [4, 5, 0, 6].map((count) => rolledBack(device, count)),
      [true, true, true, false],
    )
    assert.equal(rolledBack({ counter: 0, backupEligible: false }, 0), false)
    assert.equal(rolledBack({ counter: 5, backupEligible: true }, 1), false)
  })
})
