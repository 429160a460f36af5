/** Self-care: what is taken away, and what must stay. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { minutes } from '../../src/kernel/clock.ts'
import { Authenticator, offerOf } from '../support/authenticator.ts'
import {
  addApp,
  listed,
  newPassword,
  passkeySignIn,
  personWithApp,
  personWithPasskey,
  personWithTwoApps,
  told,
} from '../support/care.ts'
import { appCode, GOOD_PASSWORD, signIn, signOut } from '../support/story.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

describe('deleting', () => {
  it('LMP-16…LMP-20, LMP-22: the page asks with the name, 削除する takes it away', async () => {
    const { browser, other, member } = await personWithTwoApps(world)
    await browser.open(`/sign-in-methods/device/${other}/delete`)
    for (const words of ['会社のスマホ', '削除する', '戻る']) assert.ok(browser.current.text.includes(words), words)
    await browser.submit({})
    assert.equal(browser.current.path, '/sign-in-methods')
    assert.match(browser.current.text, /削除しました。/)
    assert.deepEqual([...(await listed(browser)).keys()], ['iPhone'])
    assert.equal(told(world, member.accountId, 'device'), 2)
  })

  it('LMP-18, RAU-09: without a fresh proof the password and the code of a device that is picked come first', async () => {
    const { browser, other, userId, secret } = await personWithTwoApps(world)
    await signOut(browser)
    await signIn(world, browser, { userId, secret })
    world.pass(minutes(6))
    await browser.open(`/sign-in-methods/device/${other}/delete`)
    assert.equal(browser.current.path, `/password/confirm/for/delete_${other}`)
    await browser.submit({ password: GOOD_PASSWORD })
    assert.equal(browser.current.path, `/otp/for/delete_${other}`)
    assert.match(browser.current.html, /type="radio"[^>]*name="device"/)
    world.pass(30_000)
    await browser.submit({ otp: appCode(secret, world.now) })
    assert.equal(browser.current.path, `/sign-in-methods/device/${other}/delete`)
    await browser.submit({})
    assert.deepEqual([...(await listed(browser)).keys()], ['iPhone'])
  })

  it('LMP-21, LMP-23: the device that this visit was opened with stays, with the way to go on', async () => {
    const { browser, first } = await personWithTwoApps(world)
    await browser.open(`/sign-in-methods/device/${first}/delete`)
    assert.match(browser.current.text, /今回のログインに使用したデバイスです/)
    assert.match(browser.current.html, /href="\/sign-in\?again=yes"/)
    await browser.post(`/sign-in-methods/device/${first}/delete`, {})
    assert.equal((await listed(browser)).size, 2)
  })

  it('LMP-23: once signed in with the other one, the first can go', async () => {
    const { browser, first, other, second, userId } = await personWithTwoApps(world)
    await signOut(browser)
    await signIn(world, browser, { userId })
    world.pass(30_000)
    await browser.submit({ device: other, otp: appCode(second, world.now) })
    await browser.post(`/sign-in-methods/device/${first}/delete`, {})
    assert.deepEqual([...(await listed(browser)).keys()], ['会社のスマホ'])
    await browser.open('/portal')
    assert.equal(browser.current.path, '/portal')
  })

  it('attack: the last factor cannot be deleted, GAP-09; by the form neither', async () => {
    const { browser } = await personWithApp(world)
    const [id] = (await listed(browser)).values()
    await browser.open(`/sign-in-methods/device/${id}/delete`)
    assert.match(browser.current.text, /最後のログイン方法は削除できません/)
    await browser.post(`/sign-in-methods/device/${id}/delete`, {})
    assert.equal(browser.current.status, 422)
    assert.equal((await listed(browser)).size, 1)
  })

  it('attack: the last passkey of somebody without a password, beside an app that alone opens nothing', async () => {
    const { browser } = await personWithPasskey(world)
    const [id] = (await listed(browser)).values()
    await addApp(world, browser, 'アプリ')
    await browser.post(`/sign-in-methods/device/${id}/delete`, {})
    assert.equal(browser.current.status, 422)
    assert.match(browser.current.text, /最後のログイン方法は削除できません/)
    assert.equal((await listed(browser)).size, 2)
  })

  it('a passkey that goes opens nothing any more, and is not in what its keeper is told', async () => {
    const { browser, keeper } = await personWithPasskey(world)
    const [first] = (await listed(browser)).values()
    await browser.open('/sign-in-methods/passkey')
    const second = new Authenticator(browser.origin)
    await browser.submit({ credential: second.create(offerOf(browser.current.html)) })
    assert.equal((await listed(browser)).size, 2)
    await signOut(browser)
    await passkeySignIn(browser, second)
    await browser.post(`/sign-in-methods/device/${first}/delete`, {})
    assert.equal((await listed(browser)).size, 1)
    const gone = keeper.passkeys[0]?.id ?? ''
    assert.ok(!browser.current.html.includes(gone))
    const thief = await world.browser('genkan')
    await thief.open('/sign-in')
    await thief.post('/sign-in', { credential: keeper.get(offerOf(thief.current.html)) })
    assert.equal(thief.current.status, 422)
  })

  it('attack: a stale page: a device deleted in a second tab', async () => {
    const { browser, other } = await personWithTwoApps(world)
    const page = `/sign-in-methods/device/${other}/delete`
    await browser.open(page)
    const tab = browser.copy()
    await tab.post(page, {})
    assert.equal(tab.current.path, '/sign-in-methods')
    await browser.submit({})
    assert.equal(browser.current.status, 410)
    assert.match(browser.current.text, /このデバイスはすでに削除されています/)
    await browser.post(page.replace('/delete', ''), { name: 'neu' })
    assert.equal(browser.current.status, 410)
  })

  it('attack: another member’s device id', async () => {
    const victim = await personWithTwoApps(world)
    const { browser } = await personWithTwoApps(world)
    const page = `/sign-in-methods/device/${victim.other}`
    for (const path of [page, `${page}/delete`]) {
      await browser.open(path)
      assert.equal(browser.current.status, 410)
      assert.doesNotMatch(browser.current.text, /会社のスマホ/)
      await browser.post(path, { name: 'evil' })
      assert.equal(browser.current.status, 410)
    }
    assert.equal((await listed(victim.browser)).get('会社のスマホ'), victim.other)
  })

  it('attack: another society’s visit, and a device id of another society', async () => {
    const victim = await personWithTwoApps(world)
    const elsewhere = await world.browser('genkan')
    elsewhere.cookies.set('visit', victim.browser.cookies.get('visit') ?? '')
    await elsewhere.post(`/sign-in-methods/device/${victim.other}/delete`, {})
    assert.equal(elsewhere.current.status, 401)
    const { browser } = await personWithPasskey(world)
    await browser.post(`/sign-in-methods/device/${victim.other}/delete`, {})
    assert.equal(browser.current.status, 410)
    assert.equal((await listed(victim.browser)).size, 2)
  })

  it('attack: a form from another origin deletes nothing, and what is no id is no page', async () => {
    const { browser, other } = await personWithTwoApps(world)
    const answer = await browser.request(`/sign-in-methods/device/${other}/delete`, {
      method: 'POST',
      body: new URLSearchParams(),
      headers: { origin: 'https://evil.example' },
    })
    assert.equal(answer.status, 403)
    assert.equal((await listed(browser)).size, 2)
    for (const id of ['x', "'", '00000000-0000-0000-0000-00000000000g']) {
      const { status } = await browser.request(`/sign-in-methods/device/${encodeURIComponent(id)}/delete`)
      assert.equal(status, 404, id)
    }
  })

  it('attack: a half-signed-in visit adds, renames and deletes nothing', async () => {
    const { browser, other, userId } = await personWithTwoApps(world)
    const thief = await world.browser('sakura')
    await signIn(world, thief, { userId })
    const page = `/sign-in-methods/device/${other}`
    for (const path of [
      '/sign-in-methods',
      '/sign-in-methods/password',
      '/sign-in-methods/totp',
      '/sign-in-methods/passkey',
      page,
      `${page}/delete`,
    ]) {
      await thief.open(path)
      assert.match(thief.current.path, /^\/otp/, path)
      await thief.open('/otp')
      if (path !== '/sign-in-methods')
        await thief.post(path, { ...newPassword, name: 'evil', otp: '123456', deviceName: 'x' })
      assert.match(thief.current.path, /^\/otp/, path)
    }
    assert.equal((await listed(browser)).size, 2)
  })
})
