/** ログイン中の端末, ログインの履歴 and 「心当たりがない」: a stranger is seen, stopped, and does not come back. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { issueLetter } from '../../src/account/letters.ts'
import { memberFrozen } from '../../src/cli/member-frozen.ts'
import { days, minutes } from '../../src/kernel/clock.ts'
import type { MailJob } from '../../src/mail/job.ts'
import { writeMessage } from '../../src/mail/send-mail.ts'
import { offerOf } from '../support/authenticator.ts'
import type { Browser } from '../support/browser.ts'
import { addApp, listed, passkeySignIn, personWithApp, personWithPasskey } from '../support/care.ts'
import { memberKey, runCommand } from '../support/command.ts'
import { redeem } from '../support/recovery.ts'
import { appCode, carryOn, GOOD_PASSWORD, openLetter, signIn, signOut } from '../support/story.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
before(async () => {
  world = await openWorld()
  await world.addSociety('asahi', 'http://asahi.portal.localhost:4000', 'asahi.portal.localhost', 'sakura', {
    contact: { name: 'ログイン窓口', phone: '03-0000-1234', hours: '9:00–17:00', mail: 'desk@asahi.example' },
  })
})
after(() => world.close())

const STOPPED = '安全のため、利用を停止しています'
const written = (job: MailJob) => {
  const { database, keyring, directory } = world
  return writeMessage({ database, keyring, directory, clock: () => world.now }, job)
}
const eventsOf = async (society: string, accountId: string, name: string) => {
  const { id } = await world.society(society)
  const rows = await world.database.inSociety(id, (tx) =>
    tx.selectFrom('event').select('detail').where('account_id', '=', accountId).where('name', '=', name).execute(),
  )
  return rows.length
}
/** Where 「心当たりがない」 beside the first entry with these words leads. */
const doubtOf = (browser: Browser, words: string): string => {
  const row = browser.current.html.split('<li class="device">').find((one) => one.includes(words))
  return /href="(\/not-me\/[^"]+)"/.exec(row ?? '')?.[1] ?? ''
}
const notMeIn = (text: string): string => /https?:\/\/[^/]+(\/not-me\/\S+)/.exec(text)?.[1] ?? ''
const visitIds = (browser: Browser) =>
  [...browser.current.html.matchAll(/name="visit" value="([^"]+)"/g)].map(([, id = '']) => id)

/** A thief who types the password and gets no further. */
async function thiefWithPassword(userId: string) {
  const thief = await world.browser('sakura')
  await signIn(world, thief, { userId })
  assert.equal(thief.current.path, '/otp')
  return thief
}

async function freezeFromHistory(browser: Browser, words: string) {
  await browser.open('/history')
  const link = doubtOf(browser, words)
  await browser.open(link)
  await browser.submit({})
  assert.equal(browser.current.heading, '利用を停止しました')
  return link
}

describe('ログイン中の端末', () => {
  it('lists the living visits with browser, first and last use, this one marked, and ends one', async () => {
    const { browser, userId, secret } = await personWithApp(world)
    const other = await world.browser('sakura')
    await signIn(world, other, { userId, secret })
    await browser.open('/visits')
    assert.equal(browser.current.heading, 'ログイン中の端末')
    assert.match(browser.current.text, /この端末/)
    assert.match(browser.current.text, /ログイン 2026年11月21日/)
    assert.match(browser.current.text, /最終利用 2026年11月21日/)
    const [id = ''] = visitIds(browser)
    await browser.submit({ visit: id })
    assert.match(browser.current.text, /ログアウトさせました。/)
    assert.deepEqual(visitIds(browser), [])
    assert.equal((await other.open('/portal')).status, 401)
    assert.equal((await browser.open('/portal')).path, '/portal')
  })

  it('SES-06: ends all others, the half-signed-in one of a thief too, without asking for a proof', async () => {
    const { browser, userId, member } = await personWithApp(world)
    const thief = await thiefWithPassword(userId)
    world.pass(minutes(6))
    await browser.open('/visits')
    assert.match(browser.current.text, /ログインの途中/)
    await browser.submit({})
    assert.match(browser.current.text, /ほかの端末をすべてログアウトさせました。/)
    assert.equal((await thief.open('/otp')).status, 401)
    assert.equal(await eventsOf('sakura', member.accountId, 'visit.ended'), 1)
  })

  it('another member’s visit, one of another society, this very one and nonsense are no visits here', async () => {
    const [mine, yours] = [await personWithApp(world), await personWithApp(world)]
    const idOf = (browser: Browser) => browser.cookies.get('visit')?.split('.')[0] ?? ''
    const { browser: far } = await personWithPasskey(world)
    for (const id of [idOf(yours.browser), idOf(far), idOf(mine.browser), 'x', crypto.randomUUID()]) {
      await mine.browser.open('/visits')
      await mine.browser.post('/visits', { visit: id })
      assert.match(mine.browser.current.text, /その端末は、すでにログアウトしています。/, id)
    }
    for (const browser of [mine.browser, yours.browser, far])
      assert.equal((await browser.open('/portal')).path, '/portal')
  })
})

describe('ログインの履歴', () => {
  it('tells in plain words what happened, when and where, newest first, page by page', async () => {
    const { browser, userId } = await personWithApp(world)
    for (let n = 0; n < 4; n += 1) await thiefWithPassword(userId)
    await browser.open('/history')
    assert.equal(browser.current.heading, 'ログインの履歴')
    const { text, html } = browser.current
    assert.ok(text.indexOf('パスワードを確認しました') < text.indexOf('認証アプリのワンタイムパスワードを確認しました'))
    assert.match(text, /2026年11月21日/)
    assert.match(text, /この端末（今回のログイン）/)
    const older = /href="(\/history\?before=\d+)"/.exec(html)?.[1] ?? ''
    await browser.open(older)
    assert.match(browser.current.text, /認証アプリを登録しました|利用規約に同意しました/)
    for (const secret of [userId, '@mail.example', GOOD_PASSWORD]) assert.ok(!browser.current.text.includes(secret))
    await browser.open('/history?before=nonsense')
    assert.equal(browser.current.text, (await browser.open('/history')).text)
    await browser.open('/history?lang=en')
    assert.match(browser.current.text, /A sign-in began/)
  })

  it('menu and both pages lead to each other', async () => {
    const { browser } = await personWithApp(world)
    for (const path of ['/portal', '/visits', '/history']) {
      const { html } = await browser.open(path)
      assert.match(html, /href="\/visits"/)
      assert.match(html, /href="\/history"/)
    }
  })
})

describe('「心当たりがない」', () => {
  it('a stolen password is noticed in the history, stopped, and the account restored by its owner', async () => {
    const { browser, userId, secret, member, mail } = await personWithApp(world)
    world.pass(minutes(60))
    await signIn(world, browser, { userId, secret })
    const thief = await thiefWithPassword(userId)
    world.jobs.length = 0
    await freezeFromHistory(browser, 'ログインの操作が始まりました')
    // Nobody is in any more, not even whoever said so.
    assert.equal((await thief.open('/otp')).status, 401)
    assert.equal((await browser.open('/portal')).status, 401)
    const job = world.jobs.find((one) => one.kind === 'changed' && one.what === 'frozen')
    assert.ok(job)
    const message = await written(job)
    assert.equal(message?.to, mail)
    assert.match(message?.text ?? '', /元に戻すには/)
    // The thief knows the password and nothing else.
    await signIn(world, thief, { userId })
    assert.equal(thief.current.path, '/otp')
    assert.match(thief.current.text, /「心当たりがない」との連絡により、利用を停止しています/)
    for (const path of ['/restore', '/portal', '/sign-in-methods', '/lost'])
      assert.notEqual((await thief.open(path)).path, '/portal')
    await thief.post('/restore', {})
    assert.equal(thief.current.status, 409)
    // The owner has both.
    await signIn(world, browser, { userId, secret })
    assert.equal(browser.current.path, '/restore')
    await browser.submit({})
    assert.equal(browser.current.path, '/sign-in-methods')
    assert.match(browser.current.text, /元に戻しました。/)
    assert.equal((await thief.open('/otp')).status, 401)
    assert.equal(await eventsOf('sakura', member.accountId, 'account.restored'), 1)
    assert.ok(world.jobs.some((one) => one.kind === 'changed' && one.what === 'restored'))
  })

  it('pressed by mistake: the page says what lifts it, and leads back to the history', async () => {
    const { browser } = await personWithApp(world)
    await browser.open('/history')
    const link = doubtOf(browser, 'ログインの操作が始まりました')
    await browser.open(link)
    assert.match(
      browser.current.text,
      /この操作より前から登録していた認証方法をすべて確認するか、新しい通知書が必要です。/,
    )
    assert.match(browser.current.html, /<a [^>]*href="\/history"[^>]*>ログインの履歴に戻る<\/a>/)
    const scanner = await world.browser('sakura')
    assert.doesNotMatch((await scanner.open(link)).text, /ログインの履歴に戻る/)
    assert.equal((await browser.open('/portal')).path, '/portal')
  })

  it('a stranger’s own device lifts nothing, and does not come back with the account', async () => {
    const { browser, userId, secret } = await personWithApp(world)
    world.pass(minutes(60))
    // Somebody sits down at the unlocked phone, signs in and adds an app of their own.
    const thief = await world.browser('sakura')
    await signIn(world, thief, { userId, secret })
    const stolen = await addApp(world, thief, '泥棒の電話')
    world.pass(minutes(60))
    await signIn(world, browser, { userId, secret })
    await browser.open('/sign-in-methods')
    const bound = [...(await listed(browser))].find(([name]) => name === '泥棒の電話')?.[1] ?? ''
    await freezeFromHistory(browser, '認証アプリを登録しました')
    world.pass(minutes(1))
    await signIn(world, thief, { userId })
    // Of two apps the page asks for the owner's, by no choice, and takes no code of the other.
    assert.doesNotMatch(thief.current.html, /name="device"/)
    for (const device of [{ device: bound }, {}]) {
      await thief.submit({ otp: appCode(stolen, world.now), ...device })
      assert.equal(thief.current.path, '/otp')
      assert.equal(thief.current.status, 422)
      assert.equal((await thief.open('/restore')).path, '/otp')
    }
    await signIn(world, browser, { userId })
    world.pass(30_000)
    await browser.submit({ otp: appCode(secret, world.now) })
    assert.equal(browser.current.path, '/restore')
    await browser.submit({})
    assert.deepEqual([...(await listed(browser)).keys()], ['iPhone'])
  })

  it('the mail about a change leads there without a sign-in; a scanner that opens it changes nothing', async () => {
    const { browser, userId, secret, member } = await personWithApp(world)
    world.jobs.length = 0
    await browser.open('/sign-in-methods/password')
    const next = 'yama-no-Kaze-1984'
    await browser.submit({ newPassword: next, newPasswordAgain: next })
    const job = world.jobs.find(({ kind }) => kind === 'changed')
    assert.ok(job)
    const message = await written(job)
    assert.match(message?.text ?? '', /心当たりがない\nhttp/)
    assert.match(message?.html ?? '', /\/not-me\//)
    const link = notMeIn(message?.text ?? '')
    const stranger = await world.browser('sakura')
    for (let n = 0; n < 3; n += 1) {
      await stranger.open(link)
      assert.equal(stranger.current.heading, '心当たりがない')
    }
    assert.equal((await browser.open('/portal')).path, '/portal')
    await stranger.submit({})
    assert.equal(stranger.current.heading, '利用を停止しました')
    // Once more is the same, and nobody is signed in by it.
    await stranger.post(link, {})
    assert.equal(stranger.current.heading, '利用を停止しました')
    assert.equal(stranger.cookies.get('visit'), undefined)
    assert.equal(await eventsOf('sakura', member.accountId, 'account.frozen'), 1)
    assert.equal((await browser.open('/portal')).status, 401)
    // The password was set in the visit that is doubted: with the app alone only a letter opens the account.
    await signIn(world, browser, { userId, password: next, secret })
    assert.equal(browser.current.heading, STOPPED)
  })

  it('ends after ten days, is another’s nowhere, and cannot be made up', async () => {
    const { browser } = await personWithApp(world)
    await browser.open('/history')
    const link = doubtOf(browser, 'ログインの操作が始まりました')
    const [path = '', token = ''] = link.split(/(?<=\/not-me\/)/)
    const stranger = await world.browser('sakura')
    for (const wrong of [
      `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`,
      token.replace(/\.\w+\./, '.1.'),
      'x',
    ])
      assert.equal((await stranger.open(`${path}${wrong}`)).status, 404)
    const elsewhere = await world.browser('genkan')
    assert.equal((await elsewhere.open(link)).status, 404)
    world.pass(days(10) + minutes(1))
    assert.equal((await stranger.open(link)).status, 410)
    await stranger.post(link, {})
    assert.equal(stranger.current.heading, 'リンクの有効期限が切れています')
  })

  it('paper beats the mailbox: the mailbox lifts nothing, a letter from after the freeze does, older links are dead then', async () => {
    const { browser, userId, member } = await personWithApp(world)
    await browser.open('/history')
    const again = doubtOf(browser, 'パスワードを確認しました')
    const sakura = await world.society('sakura')
    const letter = () =>
      world.database.inSociety(sakura.id, (tx) =>
        issueLetter(tx, sakura, world.keyring, member.accountId, world.now, 'recovery'),
      )
    const old = { ...member, letter: await letter() }
    world.pass(minutes(1))
    await freezeFromHistory(browser, '認証アプリを登録しました')
    const thief = await world.browser('sakura')
    await redeem(world, thief, userId)
    assert.equal(thief.current.heading, STOPPED)
    await openLetter(thief, old)
    assert.equal(thief.current.heading, STOPPED)
    world.pass(minutes(1))
    const paper = { ...member, letter: await letter() }
    await openLetter(browser, paper)
    assert.equal(browser.current.path, '/recover')
    await browser.submit({})
    await carryOn(world, browser, member, { userId: `${userId}-new`, password: 'kawa-no-Oto-1999' })
    assert.equal(browser.current.path, '/portal')
    assert.equal(await eventsOf('sakura', member.accountId, 'account.restored'), 1)
    assert.equal((await thief.open(again)).status, 410)
    await thief.post(again, {})
    assert.equal((await browser.open('/portal')).path, '/portal')
  })

  it('a passkey lifts it too, and the society is told without a name', async () => {
    const { browser, keeper, member } = await personWithPasskey(world)
    await signOut(browser)
    world.pass(minutes(1))
    await passkeySignIn(browser, keeper)
    await freezeFromHistory(browser, 'ログインの操作が始まりました')
    await browser.open('/sign-in')
    await browser.post('/sign-in', { credential: keeper.get(offerOf(browser.current.html)) })
    assert.equal(browser.current.path, '/restore')
    const key = await memberKey(world, 'genkan', member.accountId)
    const list = await runCommand(world, memberFrozen, ['--society', 'genkan', '--json'])
    assert.deepEqual(
      list.json().map(({ symbol, number, branch }: Record<string, string>) => `${symbol},${number},${branch}`),
      [key],
    )
    await browser.submit({})
    assert.deepEqual((await runCommand(world, memberFrozen, ['--society', 'genkan', '--json'])).json(), [])
  })

  it('the society’s mailbox hears of it, and no personal detail', async () => {
    const member = await world.member('asahi', { mail: 'asahi-1@mail.example' })
    const browser = await world.browser('asahi')
    await openLetter(browser, member)
    await carryOn(world, browser, member, { userId: 'asahi-person' })
    await freezeFromHistory(browser, 'ログインの操作が始まりました')
    const job = world.jobs.findLast(({ kind }) => kind === 'frozenMember')
    assert.ok(job)
    const message = await written(job)
    assert.equal(message?.to, 'desk@asahi.example')
    assert.match(message?.text ?? '', /genkan member frozen --society asahi/)
    assert.doesNotMatch(message?.text ?? '', /asahi-person|asahi-1@|https?:/)
    // Whoever founded it a moment ago is who is doubted: their things open nothing.
    await signIn(world, browser, { userId: 'asahi-person' })
    assert.equal(browser.current.heading, STOPPED)
  })

  it('a used letter with the right birth date stops the account as well', async () => {
    const { member, userId, secret } = await personWithApp(world)
    const reader = await world.browser('sakura')
    await openLetter(reader, member)
    assert.equal(reader.current.heading, 'この通知書は使用済みです')
    await reader.open(/href="(\/not-me\/[^"]+)"/.exec(reader.current.html)?.[1] ?? '')
    await reader.submit({})
    assert.equal(reader.current.heading, '利用を停止しました')
    const browser = await world.browser('sakura')
    await signIn(world, browser, { userId, secret })
    assert.equal(browser.current.heading, STOPPED)
  })
})
