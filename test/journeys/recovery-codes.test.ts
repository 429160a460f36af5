/** Policy `recoveryPaper: screen`: ten codes on a page, shown until they are put away, each good once. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { minutes } from '../../src/kernel/clock.ts'
import { raiseEpoch } from '../../src/society/raise-epoch.ts'
import type { Browser } from '../support/browser.ts'
import { loseAllButTheMailbox, redeem } from '../support/recovery.ts'
import { activate, appCode, GOOD_PASSWORD, offeredSecret, signIn } from '../support/story.ts'
import { openWorld, type World } from '../support/world.ts'

const RENEW = '/sign-in-methods/recovery-codes'

let world: World
let count = 0
before(async () => {
  world = await openWorld()
  const screen = { recoveryPaper: 'screen' }
  await world.addSociety('kaze', 'http://kaze.portal.localhost:4000', 'kaze.portal.localhost', 'sakura', screen)
  const direct = { ...screen, recovery: ['direct', 'twoKinds', 'letter'] }
  await world.addSociety('sora', 'http://sora.portal.localhost:4000', 'sora.portal.localhost', 'sakura', direct)
  const none = { recoveryPaper: 'none' }
  await world.addSociety('nagi', 'http://nagi.portal.localhost:4000', 'nagi.portal.localhost', 'sakura', none)
})
after(() => world.close())

const codesOn = (browser: Browser): string[] =>
  [...browser.current.html.matchAll(/<li>(\d{4} \d{4} \d{4})<\/li>/g)].map(([, code]) => code ?? '')
const setOn = (browser: Browser): string => /name="set" value="([^"]+)"/.exec(browser.current.html)?.[1] ?? ''

/** In the first sitting, at the page that shows the codes. */
async function atCodes() {
  count += 1
  const userId = `hikae-${count}x`
  const member = await world.member('kaze', { mail: `hikae-${count}@mail.example` })
  const browser = await world.browser('kaze')
  const { secret } = await activate(world, browser, member, { until: '/recovery-paper', userId })
  return { userId, member, browser, secret, codes: codesOn(browser) }
}

/** Signed in afresh, with codes that are put away. */
async function withCodes() {
  const who = await atCodes()
  await who.browser.submit({ saved: 'on' })
  assert.equal(who.browser.current.path, '/portal')
  await who.browser.post('/sign-out', {})
  world.pass(minutes(1))
  await signIn(world, who.browser, who)
  assert.equal(who.browser.current.path, '/portal')
  return who
}
type Who = Awaited<ReturnType<typeof withCodes>>

const lostAll = ({ userId }: Who): Promise<Browser> => loseAllButTheMailbox(world, 'kaze', userId)

/** From the code to the portal. */
async function comeBack(browser: Browser, recoveryCode: string): Promise<string> {
  await browser.submit({ recoveryCode })
  assert.equal(browser.current.path, '/recover')
  await browser.submit({})
  count += 1
  const password = `${GOOD_PASSWORD}-${count}`
  await browser.submit({ newPassword: password, newPasswordAgain: password, signOutEverywhere: 'on' })
  const secret = offeredSecret(browser.current.html)
  await browser.submit({ otp: appCode(secret, world.now), deviceName: `電話-${count}` })
  assert.equal(browser.current.path, '/portal')
  return secret
}

const rowsOf = async (accountId: string) => {
  const { id } = await world.society('kaze')
  return world.database.inSociety(id, async (tx) => ({
    events: (
      await tx.selectFrom('event').select('name').where('account_id', '=', accountId).orderBy('id').execute()
    ).map(({ name }) => name),
    codes: await tx.selectFrom('recovery_code').selectAll().where('account_id', '=', accountId).execute(),
    offers: await tx.selectFrom('recovery_offer').selectAll().execute(),
  }))
}
const told = (accountId: string) =>
  world.jobs.filter((job) => job.kind === 'changed' && job.what === 'recoveryCodes' && job.accountId === accountId)
    .length

describe('the page of the first sitting', () => {
  it('REC-12: shows ten codes, the same after a reload, until a tick and the button say that they are kept', async () => {
    const { browser, codes, member } = await atCodes()
    assert.equal(new Set(codes).size, 10)
    await browser.open('/recovery-paper')
    assert.deepEqual(codesOn(browser), codes)
    await browser.submit({})
    assert.equal(browser.current.status, 422)
    assert.match(browser.current.text, /チェックしてください/)
    assert.deepEqual(codesOn(browser), codes)
    assert.equal((await rowsOf(member.accountId)).codes.length, 0, 'nothing opens anything yet')
    await browser.submit({ saved: 'on' })
    assert.equal(browser.current.path, '/portal')
    assert.equal((await browser.open('/recovery-paper')).path, '/portal')
    for (const code of codes) assert.ok(!browser.current.html.includes(code))
    const { events, codes: kept } = await rowsOf(member.accountId)
    assert.equal(kept.length, 10)
    assert.equal(events.filter((name) => name === 'recoveryCodes.made').length, 1)
    assert.equal(told(member.accountId), 1)
  })

  it('offers them as a file while the page is due, to this visit alone, and is kept by no cache', async () => {
    const { browser, codes } = await atCodes()
    const file = await browser.request('/recovery-paper/codes.txt')
    assert.equal(file.headers.get('cache-control'), 'no-store')
    assert.match(file.headers.get('content-disposition') ?? '', /^attachment/)
    const text = await file.text()
    for (const code of codes) assert.ok(text.includes(code))
    const stranger = await world.browser('kaze')
    assert.equal((await stranger.request('/recovery-paper/codes.txt')).status, 404)
    await browser.submit({ saved: 'on' })
    assert.equal((await browser.request('/recovery-paper/codes.txt')).status, 404)
  })

  it('attack: neither the table nor the history holds a code in the clear; an unknown set is refused', async () => {
    const { browser, codes, member } = await atCodes()
    const other = await atCodes()
    for (const set of ['', 'x', crypto.randomUUID(), setOn(other.browser)]) {
      await browser.submit({ saved: 'on', set })
      assert.equal(browser.current.path, '/recovery-paper', set)
      assert.equal(browser.current.status, 422)
    }
    const before = JSON.stringify(await rowsOf(member.accountId))
    await browser.submit({ saved: 'on' })
    const after = JSON.stringify(await rowsOf(member.accountId))
    for (const code of codes) assert.ok(!`${before}${after}`.includes(code.replaceAll(' ', '')))
  })
})

describe('coming back', () => {
  it('REC-12: one code and the mailbox replace phone and password; it is used up, and the next one works', async () => {
    const who = await withCodes()
    const [first = '', second = ''] = who.codes
    await comeBack(await lostAll(who), first)
    const again = await lostAll(who)
    assert.equal((await again.submit({ recoveryCode: first })).status, 422)
    await comeBack(again, second)
    const { events } = await rowsOf(who.member.accountId)
    assert.equal(events.filter((name) => name === 'recoveryCodes.spent').length, 2)
  })

  it('REC-11: whoever came back by one mailbox makes no codes; those from before are good, and make the account whole', async () => {
    const userId = 'sora-1234x'
    const member = await world.member('sora', { mail: 'sora@mail.example' })
    const browser = await world.browser('sora')
    await activate(world, browser, member, { until: '/recovery-paper', userId })
    const [code = ''] = codesOn(browser)
    await browser.submit({ saved: 'on' })
    await browser.post('/sign-out', {})
    const back = async () => {
      world.pass(minutes(31))
      const again = await world.browser('sora')
      await redeem(world, again, userId)
      return again
    }
    const direct = await back()
    await direct.submit({})
    const secret = offeredSecret(direct.current.html)
    await direct.submit({ otp: appCode(secret, world.now), deviceName: '電話' })
    await direct.submit({ newPassword: `${GOOD_PASSWORD}-s`, newPasswordAgain: `${GOOD_PASSWORD}-s` })
    assert.equal(direct.current.path, '/portal', 'no page of codes before it')
    await direct.post('/sign-out', {})
    world.pass(minutes(1))
    await signIn(world, direct, { userId, password: `${GOOD_PASSWORD}-s`, secret })
    assert.doesNotMatch((await direct.open('/sign-in-methods')).text, /回復用の番号/)
    assert.equal((await direct.open(RENEW)).status, 404)
    await direct.send(RENEW, { saved: 'on', set: crypto.randomUUID() })
    assert.equal((await direct.request(`${RENEW}/codes.txt`)).status, 404)
    const { id } = await world.society('sora')
    const kept = await world.database.inSociety(id, (tx) => tx.selectFrom('recovery_code').select('id').execute())
    assert.equal(kept.length, 10)
    // A code is paper: with it, beside what the mailbox stands behind, there are two kinds again.
    world.pass(minutes(31))
    const whole = await world.browser('sora')
    await signIn(world, whole, { userId, password: `${GOOD_PASSWORD}-s` })
    await whole.open('/lost')
    await whole.submit({ lost: 'totp' })
    assert.equal(whole.current.path, '/recovery-code')
    await whole.submit({ recoveryCode: code })
    await whole.submit({})
    const next = offeredSecret(whole.current.html)
    await whole.submit({ otp: appCode(next, world.now), deviceName: '電話2' })
    assert.equal(whole.current.path, '/portal')
    await whole.post('/sign-out', {})
    world.pass(minutes(1))
    await signIn(world, whole, { userId, password: `${GOOD_PASSWORD}-s`, secret: next })
    assert.match((await whole.open('/sign-in-methods')).text, /残り9個/)
    assert.equal((await whole.open(RENEW)).path, RENEW)
  })

  it('attack: codes that nobody has confirmed, and those of another member, open nothing', async () => {
    const who = await withCodes()
    const other = await withCodes()
    const unconfirmed = await atCodes()
    world.pass(minutes(31))
    const browser = await lostAll(who)
    for (const code of [other.codes[0], unconfirmed.codes[0]] as string[])
      assert.equal((await browser.submit({ recoveryCode: code })).status, 422)
    await browser.submit({ recoveryCode: who.codes[0] ?? '' })
    assert.equal(browser.current.path, '/recover')
  })

  it('says on the portal when fewer than three are left, with the way to new ones', async () => {
    const who = await withCodes()
    const { id } = await world.society('kaze')
    const left = async (n: number) => {
      const ids = (await rowsOf(who.member.accountId)).codes.slice(n).map((code) => code.id)
      await world.database.inSociety(id, (tx) =>
        tx
          .updateTable('recovery_code')
          .set({ spent_at: new Date(world.now) })
          .where('id', 'in', ids)
          .execute(),
      )
      return (await who.browser.open('/portal')).text
    }
    assert.doesNotMatch(await left(3), /回復用の番号が残り/)
    assert.match(await left(2), /回復用の番号が残り2個です。/)
    assert.ok(who.browser.current.html.includes(`href="${RENEW}"`))
  })
})

describe('the portal’s advice', () => {
  it('one calm line for whoever has one method and no paper; none with codes or on the first arrival', async () => {
    const userId = 'hitotsu-1x'
    const member = await world.member('nagi', { mail: 'hitotsu@mail.example' })
    const browser = await world.browser('nagi')
    const { secret } = await activate(world, browser, member, { userId })
    assert.doesNotMatch(browser.current.text, /ログイン方法が1つだけです/)
    await browser.post('/sign-out', {})
    world.pass(minutes(1))
    await signIn(world, browser, { userId, secret })
    assert.match(browser.current.text, /ログイン方法が1つだけです。.*ログイン方法変更/)
    const { browser: safe } = await withCodes()
    assert.doesNotMatch(safe.current.text, /ログイン方法が1つだけです/)
  })
})

describe('a new set', () => {
  it('kills the old one once it is confirmed, is announced, and stands in the history', async () => {
    const who = await withCodes()
    const { browser, codes, member } = who
    assert.match((await browser.open('/sign-in-methods')).text, /残り10個/)
    await browser.open(RENEW)
    const fresh = codesOn(browser)
    assert.equal(fresh.length, 10)
    assert.equal((await rowsOf(member.accountId)).codes.filter((code) => code.replaced_at === null).length, 10)
    await browser.submit({ saved: 'on' })
    assert.equal(browser.current.path, '/sign-in-methods')
    assert.match(browser.current.text, /回復用の番号を新しくしました/)
    assert.equal(told(member.accountId), 2)
    const back = await lostAll(who)
    assert.equal((await back.submit({ recoveryCode: codes[0] ?? '' })).status, 422)
    await comeBack(back, fresh[0] ?? '')
  })

  it('a page from before confirms nothing that it has not shown', async () => {
    const { browser, member } = await withCodes()
    await browser.open(RENEW)
    const set = setOn(browser)
    await browser.submit({ saved: 'on' })
    await browser.open(RENEW)
    const shown = codesOn(browser)
    await browser.submit({ saved: 'on', set })
    assert.equal(browser.current.status, 422)
    assert.deepEqual(codesOn(browser), shown)
    assert.equal((await rowsOf(member.accountId)).codes.length, 20)
  })

  it('attack: an old sign-in proves itself first, a half-signed-in one sees no code, and no society without codes has the page', async () => {
    const who = await withCodes()
    world.pass(minutes(6))
    await who.browser.open(RENEW)
    assert.equal(who.browser.current.path, '/password/confirm/for/codes')
    assert.equal((await who.browser.request(`${RENEW}/codes.txt`)).status, 404)
    const thief = await world.browser('kaze')
    await signIn(world, thief, { userId: who.userId })
    for (const path of [RENEW, '/recovery-paper']) {
      await thief.open(path)
      assert.match(thief.current.path, /^\/otp/, path)
      await thief.send(path, { saved: 'on', set: crypto.randomUUID() })
      assert.equal((await thief.request(`${path}/codes.txt`)).status, 404)
    }
    assert.equal((await rowsOf(who.member.accountId)).codes.length, 10)
    const elsewhere = await world.browser('sakura')
    assert.equal((await elsewhere.request(RENEW)).status, 404)
  })

  it('is needed after a restore from backup: a code that was used since would open again', async () => {
    const [who, careless] = [await withCodes(), await withCodes()]
    await raiseEpoch(world.database, { actor: 'operator', by: '運営', reason: 'disk lost', now: world.now })
    world.pass(minutes(1)) // nodes see it within two seconds; a code of the app is good once
    await signIn(world, who.browser, who)
    assert.match(who.browser.current.text, /回復用の番号が残り0個です。/)
    await who.browser.open(RENEW)
    const [fresh = ''] = codesOn(who.browser)
    await who.browser.submit({ saved: 'on' })
    await comeBack(await lostAll(who), fresh)
    const browser = await lostAll(careless)
    assert.doesNotMatch(browser.current.html, /name="recoveryCode"/)
    await browser.post(browser.current.path, { recoveryCode: careless.codes[0] ?? '' })
    assert.notEqual(browser.current.path, '/recover')
  })
})

describe('paper in the wrong hands', () => {
  it('attack: codes that a stranger made do not outlive the stop; the owner is shown new ones', async () => {
    const who = await withCodes()
    world.pass(minutes(60))
    // Somebody sits down at the unlocked phone and makes a set of their own.
    const thief = await world.browser('kaze')
    await signIn(world, thief, who)
    world.pass(1000)
    await thief.open(RENEW)
    const [stolen = ''] = codesOn(thief)
    await thief.submit({ saved: 'on' })
    assert.equal(thief.current.path, '/sign-in-methods')
    world.pass(minutes(60))
    await signIn(world, who.browser, who)
    const { html } = await who.browser.open('/history')
    const row = html.split('<li class="device">').find((one) => one.includes('回復用の番号を作成しました'))
    await who.browser.open(/href="(\/not-me\/[^"]+)"/.exec(row ?? '')?.[1] ?? '')
    await who.browser.submit({})
    world.pass(minutes(1))
    await signIn(world, who.browser, who)
    assert.equal(who.browser.current.path, '/restore')
    await who.browser.submit({})
    assert.equal(who.browser.current.path, '/recovery-paper')
    const fresh = codesOn(who.browser)
    await who.browser.submit({ saved: 'on' })
    await who.browser.post('/sign-out', {})
    const back = await lostAll(who)
    assert.equal((await back.submit({ recoveryCode: stolen })).status, 422)
    await back.submit({ recoveryCode: fresh[0] ?? '' })
    assert.equal(back.current.path, '/recover')
  })
})
