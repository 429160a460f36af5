import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Authenticator, type Lies, offerOf } from '../support/authenticator.ts'
import {
  atEnrolment,
  createPasskey,
  eventsOf,
  inSakura,
  presentPasskey,
  signInOffer,
  storedPasskeys,
  withPasskey,
} from '../support/passkey-sitting.ts'
import { GOOD_PASSWORD, signOut } from '../support/story.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

describe('attacks on passkeys', () => {
  it('a replayed assertion opens nothing', async () => {
    // A synced one: no counter stands in the way, only the challenge that was spent.
    const { device } = await withPasskey(world, 'replay@mail.example', { synced: true })
    const browser = await world.browser('genkan')
    const offer = await signInOffer(browser)
    const stolen = { cookie: browser.cookies.get('passkey') ?? '', credential: device.get(offer) }
    await browser.post('/sign-in', { credential: stolen.credential })
    assert.equal(browser.current.path, '/portal')
    const thief = await world.browser('genkan')
    thief.cookies.set('passkey', stolen.cookie)
    await thief.post('/sign-in', { credential: stolen.credential })
    assert.equal(thief.current.path, '/sign-in')
    assert.equal(thief.current.status, 422)
  })

  it('a challenge is burnt by a wrong answer too, at the sign-in page and in a visit', async () => {
    const { device } = await withPasskey(world, 'burn@mail.example')
    const browser = await world.browser('genkan')
    const offer = await signInOffer(browser)
    const cookie = browser.cookies.get('passkey') ?? ''
    await browser.post('/sign-in', { credential: device.get(offer, { badSignature: true }) })
    assert.equal(browser.current.status, 422)
    browser.cookies.set('passkey', cookie)
    await browser.post('/sign-in', { credential: device.get(offer) })
    assert.match(browser.current.text, /時間がたったため/)
    const visit = await atEnrolment(world, 'burn-visit@mail.example')
    const open = offerOf(visit.browser.current.html)
    await visit.browser.submit({ credential: visit.device.create(open, { userVerified: false }) })
    await visit.browser.submit({ credential: visit.device.create(open) })
    assert.match(visit.browser.current.text, /生体認証を確認できませんでした|はじめからやり直します/)
    assert.equal((await storedPasskeys(world, visit.member)).length, 0)
  })

  it('a cookie sealed for another society, or by nobody, carries no challenge', async () => {
    const { device } = await withPasskey(world, 'sealed@mail.example')
    const browser = await world.browser('genkan')
    const offer = await signInOffer(browser)
    const { id } = await world.society('sakura')
    const forged = [
      world.keyring.seal('passkey-challenge', `${world.now} ${offer.challenge}`, [id]),
      `${world.now} ${offer.challenge}`,
      'test.AAAA',
    ]
    for (const cookie of forged) {
      browser.cookies.set('passkey', cookie)
      await browser.post('/sign-in', { credential: device.get(offer) })
      assert.equal(browser.current.path, '/sign-in')
    }
  })

  it('a credential of one society opens nothing on another', async () => {
    await world.addSociety('hagi', 'http://hagi.portal.localhost:4000', 'hagi.portal.localhost', 'genkan')
    const { device } = await withPasskey(world, 'foreign@mail.example')
    const browser = await world.browser('hagi')
    const page = await browser.open('/sign-in')
    const lies = { rpId: 'hagi.portal.localhost', origin: browser.origin }
    await browser.post('/sign-in', { credential: device.get(offerOf(page.html), lies) })
    assert.equal(browser.current.path, '/sign-in')
    assert.match(browser.current.text, /生体認証を確認できませんでした。/)
  })

  for (const [name, lies] of [
    ['forged UV bit', { userVerified: false }],
    ['wrong origin', { origin: 'http://localhost:4001' }],
    ['origin of a sibling', { origin: 'http://sakura.portal.localhost:4000' }],
    ['wrong RP ID', { rpId: 'example.com' }],
    ['challenge of its own', { challenge: Buffer.alloc(32).toString('base64url') }],
    ['answer to another ceremony', { type: 'webauthn.create' }],
    ['wrong signature', { badSignature: true }],
    ['user handle of somebody else', { userHandle: Buffer.alloc(64).toString('base64url') }],
    ['no user handle', { userHandle: null }],
  ] satisfies [string, Lies][])
    it(`${name}: refused at the sign-in page, with one answer for all`, async () => {
      const { browser, device, member } = await withPasskey(world, `lie-${name.replaceAll(' ', '-')}@mail.example`)
      await signOut(browser)
      await presentPasskey(browser, device, lies)
      assert.equal(browser.current.path, '/sign-in')
      assert.match(browser.current.text, /生体認証を確認できませんでした。この端末の生体認証が登録されていないか/)
      assert.deepEqual(
        (await storedPasskeys(world, member)).map(({ counter }) => counter),
        [1],
        'nothing was noted',
      )
      await presentPasskey(browser, device)
      assert.equal(browser.current.path, '/portal')
    })

  it('a passkey of nobody gets the same answer', async () => {
    const browser = await world.browser('genkan')
    const offer = await signInOffer(browser)
    const device = new Authenticator(browser.origin)
    device.create({ ...offer, rp: { id: 'localhost', name: '' }, user: { id: 'AAAA', name: '', displayName: '' } })
    await browser.post('/sign-in', { credential: device.get(offer) })
    assert.match(browser.current.text, /生体認証を確認できませんでした。この端末の生体認証が登録されていないか/)
  })

  for (const [name, lies] of [
    ['forged UV bit', { userVerified: false }],
    ['wrong origin', { origin: 'http://localhost:4001' }],
    ['wrong RP ID', { rpId: 'example.com' }],
    ['not discoverable', { discoverable: false }],
    ['answer to another ceremony', { type: 'webauthn.get' }],
  ] satisfies [string, Lies][])
    it(`${name}: no passkey is made of it, and the page goes on`, async () => {
      const { browser, device, member } = await atEnrolment(world, `make-${name.replaceAll(' ', '-')}@mail.example`)
      await createPasskey(browser, device, lies)
      assert.equal(browser.current.path, '/enrol/passkey')
      assert.match(browser.current.text, /再試行/)
      assert.deepEqual(await storedPasskeys(world, member), [])
      await createPasskey(browser, device)
      assert.equal(browser.current.path, '/recovery-paper')
    })

  it("another visit's registration challenge makes no passkey here", async () => {
    const mine = await atEnrolment(world, 'mine@mail.example')
    const theirs = await atEnrolment(world, 'theirs@mail.example')
    const made = theirs.device.create(offerOf(mine.browser.current.html))
    await theirs.browser.submit({ credential: made })
    assert.equal(theirs.browser.current.path, '/enrol/passkey')
    assert.deepEqual(await storedPasskeys(world, theirs.member), [])
  })

  it('a passkey that the society has already is not bound to a second person', async () => {
    const { device, member } = await withPasskey(world, 'owner@mail.example')
    const second = await atEnrolment(world, 'second-owner@mail.example')
    const [kept] = device.passkeys
    const answer = JSON.parse(second.device.create(offerOf(second.browser.current.html)))
    const { id } = await world.society('genkan')
    await world.database.inSociety(id, (tx) =>
      tx.updateTable('passkey').set({ credential_id: answer.id }).where('account_id', '=', member.accountId).execute(),
    )
    await second.browser.submit({ credential: JSON.stringify(answer) })
    assert.match(second.browser.current.text, /この端末は、すでに登録されています/)
    assert.ok(kept)
    assert.deepEqual(await storedPasskeys(world, second.member), [])
  })

  it('a counter that goes back shows a copied key: refused, and written into the history', async () => {
    const { device, member } = await withPasskey(world, 'copied@mail.example')
    const thief = device.copy()
    const owner = await world.browser('genkan')
    await presentPasskey(owner, device)
    assert.equal(owner.current.path, '/portal')
    const other = await world.browser('genkan')
    await presentPasskey(other, thief)
    assert.equal(other.current.path, '/sign-in')
    assert.ok((await eventsOf(world, member)).includes('passkey.counterRolledBack'))
  })

  it('of two uses of one count at once, one opens', async () => {
    const { device } = await withPasskey(world, 'race@mail.example')
    const copy = device.copy()
    const tries = await Promise.all(
      [device, copy].map(async (one) => {
        const browser = await world.browser('genkan')
        return (await presentPasskey(browser, one)).path
      }),
    )
    assert.deepEqual(tries.sort(), ['/portal', '/sign-in'])
  })

  it('a removed passkey opens nothing', async () => {
    const { browser, device, member } = await withPasskey(world, 'removed@mail.example')
    await signOut(browser)
    const { id } = await world.society('genkan')
    await world.database.inSociety(id, (tx) =>
      tx
        .updateTable('passkey')
        .set({ removed_at: new Date(world.now) })
        .where('account_id', '=', member.accountId)
        .execute(),
    )
    await presentPasskey(browser, device)
    assert.equal(browser.current.path, '/sign-in')
  })

  it('after the password, a passkey of somebody else proves nothing', async () => {
    const mine = await inSakura(world, 'victim-2026')
    await createPasskey(mine.browser, mine.device)
    await mine.browser.submit({ passkeyName: 'スマホ' })
    const theirs = await inSakura(world, 'thief-2026')
    await createPasskey(theirs.browser, theirs.device)
    await theirs.browser.submit({ passkeyName: 'スマホ' })
    const browser = await world.browser('sakura')
    await browser.open('/sign-in')
    await browser.submit({ userId: 'victim-2026', password: GOOD_PASSWORD })
    const { allowCredentials, ...offer } = offerOf(browser.current.html)
    assert.equal(allowCredentials?.length, 1)
    await browser.submit({ credential: theirs.device.get(offer) })
    assert.equal(browser.current.path, '/passkey')
    assert.match(browser.current.text, /この生体認証は、ログイン中の方のものではありません/)
    const again = offerOf(browser.current.html)
    assert.notEqual(again.challenge, offer.challenge)
    await browser.submit({ credential: mine.device.get(offer) })
    assert.equal(browser.current.path, '/passkey', 'the burnt challenge stays burnt')
  })

  it('garbage in the field of the answer is a page, not a defect', async () => {
    const { browser } = await atEnrolment(world, 'garbage@mail.example')
    for (const credential of ['{}', 'null', '[]', 'x', '{"id":"a"}', '{'.repeat(1000)]) {
      await browser.submit({ credential })
      assert.equal(browser.current.status, 422)
    }
    const stranger = await world.browser('genkan')
    for (const credential of ['{}', '"x"']) {
      await stranger.open('/sign-in')
      await stranger.post('/sign-in', { credential })
      assert.equal(stranger.current.status, 422)
    }
  })
})
