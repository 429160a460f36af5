import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { issueLetter } from '../../src/account/letters.ts'
import { days, minutes } from '../../src/kernel/clock.ts'
import { writeMessage } from '../../src/mail/send-mail.ts'
import type { Browser } from '../support/browser.ts'
import { redeem } from '../support/recovery.ts'
import { activate, appCode, carryOn, GOOD_PASSWORD, offeredSecret, openLetter, signIn } from '../support/story.ts'
import { type Member, openWorld, type World } from '../support/world.ts'

const NEW_PASSWORD = 'yama-no-Sora47'

let world: World
let count = 0
before(async () => {
  world = await openWorld()
  await world.addSociety('take', 'http://take.portal.localhost:4000', 'take.portal.localhost', 'sakura', {
    recovery: ['direct', 'twoKinds', 'letter'],
  })
  await world.addSociety('ume', 'http://ume.portal.localhost:4000', 'ume.portal.localhost', 'sakura', {
    afterReset: 'signIn',
  })
  await world.addSociety('matsu', 'http://matsu.portal.localhost:4000', 'matsu.portal.localhost', 'sakura', {
    recovery: ['letter'],
  })
})
after(() => world.close())

/** Somebody with password and app, signed out, an hour ago. */
async function activeMember(society = 'sakura') {
  count += 1
  const userId = `modoru-${count}x`
  const member = await world.member(society, { mail: `modoru-${count}@mail.example` })
  const browser = await world.browser(society)
  const { secret } = await activate(world, browser, member, { userId })
  await browser.post('/sign-out', {})
  world.pass(minutes(60))
  world.jobs.length = 0
  return { member, userId: society === 'genkan' ? (member.mail ?? '') : userId, secret, society }
}
type Active = Awaited<ReturnType<typeof activeMember>>

const events = async ({ member, society }: Active) => {
  const { id } = await world.society(society)
  const rows = await world.database.inSociety(id, (tx) =>
    tx
      .selectFrom('event')
      .select(['name', 'detail'])
      .where('account_id', '=', member.accountId)
      .orderBy('id')
      .execute(),
  )
  return rows
}

/** A letter for an active account, which staff issue under four eyes. */
async function recoveryLetter({ member, society }: Active): Promise<Member> {
  const of = await world.society(society)
  const letter = await world.database.inSociety(of.id, (tx) =>
    issueLetter(tx, of, world.keyring, member.accountId, world.now, 'recovery'),
  )
  return { ...member, letter }
}

const lose = async (browser: Browser, lost: string) => {
  await browser.open('/lost')
  await browser.submit({ lost })
}
const typeMailedCode = async (browser: Browser) => browser.submit({ mailCode: (await world.lastCode()).code })
const setPassword = (browser: Browser) =>
  browser.submit({ newPassword: NEW_PASSWORD, newPasswordAgain: NEW_PASSWORD, signOutEverywhere: 'on' })
/** Sets up an app on the page that is open. */
async function enrolApp(browser: Browser, deviceName = '新しい電話'): Promise<string> {
  if (browser.current.path === '/enrol/passkey') await browser.submit({ method: 'totp' })
  const secret = offeredSecret(browser.current.html)
  await browser.submit({ otp: appCode(secret, world.now), deviceName })
  return secret
}
const opens = async (who: Active, password: string, secret: string) => {
  world.pass(minutes(1))
  const browser = await world.browser(who.society)
  await signIn(world, browser, { userId: who.userId, password, secret })
  return browser.current.path
}

describe('a changed or lost phone', () => {
  it('REC-10, GAP-10: password and a mailed code set up the new one, and the old one opens nothing', async () => {
    const who = await activeMember()
    const browser = await world.browser('sakura')
    await signIn(world, browser, { userId: who.userId })
    assert.equal(browser.current.path, '/otp')
    assert.match(browser.current.html, /href="\/lost"[^>]*>使えない・なくした/)
    assert.match((await browser.open('/lost')).text, /登録済みのメールアドレスに届くワンタイムパスワード/)
    await browser.submit({ lost: 'totp' })
    assert.equal(browser.current.path, '/mail-otp')
    await typeMailedCode(browser)
    assert.equal(browser.current.path, '/recover')
    assert.match(browser.current.text, /これまでの認証アプリ/)
    await browser.submit({})
    assert.equal(browser.current.path, '/enrol/totp')
    const secret = await enrolApp(browser)
    assert.equal(browser.current.path, '/portal')
    assert.equal(await opens(who, GOOD_PASSWORD, secret), '/portal')
    assert.equal(await opens(who, GOOD_PASSWORD, who.secret), '/otp')
  })

  it('is announced by mail, without a link that signs in, and stands in the history with its rung', async () => {
    const who = await activeMember()
    const browser = await world.browser('sakura')
    await signIn(world, browser, { userId: who.userId })
    await lose(browser, 'totp')
    await typeMailedCode(browser)
    await browser.submit({})
    const job = world.jobs.find(({ kind }) => kind === 'recovered')
    assert.ok(job)
    const { database, keyring, directory } = world
    const message = await writeMessage({ database, keyring, directory, clock: () => world.now }, job)
    assert.equal(message?.to, who.member.mail)
    assert.match(message?.text ?? '', /使えなくなったもの：認証アプリ/)
    assert.doesNotMatch((message?.text ?? '').replace(/\S+\/not-me\/\S+/, ''), /https?:/)
    const granted = (await events(who)).find(({ name }) => name === 'recovery.granted')
    assert.deepEqual(granted?.detail, { rung: 'twoKinds', replaces: 'totp' })
  })

  it('goes on after an interruption: the password and a new code take it up again', async () => {
    const who = await activeMember()
    const browser = await world.browser('sakura')
    await signIn(world, browser, { userId: who.userId })
    await lose(browser, 'totp')
    await typeMailedCode(browser)
    await browser.submit({})
    world.pass(minutes(20))
    const later = await world.browser('sakura')
    await signIn(world, later, { userId: who.userId })
    assert.equal(later.current.path, '/mail-otp')
    await typeMailedCode(later)
    await enrolApp(later)
    assert.equal(later.current.path, '/portal')
  })

  it('attack: saying that the phone is lost opens nothing by itself, and sets nothing aside', async () => {
    const who = await activeMember()
    const thief = await world.browser('sakura')
    await signIn(world, thief, { userId: who.userId })
    await lose(thief, 'totp')
    for (const path of ['/portal', '/recover', '/enrol/totp', '/password'])
      assert.equal((await thief.open(path)).path, '/mail-otp', path)
    assert.equal((await thief.send('/recover', {})).status, 409)
    await lose(thief, 'mailCode')
    assert.equal(thief.current.path, '/refused')
    assert.match(thief.current.text, /新しい通知書が必要です/)
    assert.equal(await opens(who, GOOD_PASSWORD, who.secret), '/portal')
  })

  it('attack: nobody loses what is not asked for, and nobody loses without a visit', async () => {
    const who = await activeMember()
    const thief = await world.browser('sakura')
    await signIn(world, thief, { userId: who.userId })
    await thief.post('/lost', { lost: 'passkey' })
    assert.equal(thief.current.path, '/lost')
    assert.equal((await thief.open('/portal')).path, '/otp')
    assert.equal((await thief.post('/lost', { lost: 'password' })).status, 400)
    const nobody = await world.browser('sakura')
    await nobody.post('/lost', { lost: 'totp' })
    assert.equal(nobody.current.path, '/sign-in')
  })

  it('REC-11: where the society offers the letter only, two kinds are not enough', async () => {
    const who = await activeMember('matsu')
    const browser = await world.browser('matsu')
    await signIn(world, browser, { userId: who.userId })
    assert.match((await browser.open('/lost')).text, /新しい通知書が必要です/)
    await browser.submit({ lost: 'totp' })
    assert.equal(browser.current.path, '/refused')
    assert.match(browser.current.text, /通知書/)
  })
})

describe('a forgotten password', () => {
  it('REC-08, REC-09, REC-11: the link and the app, in another browser, set a new one; the old one is gone', async () => {
    const who = await activeMember()
    const browser = await world.browser('sakura')
    await redeem(world, browser, who.userId)
    assert.equal(browser.current.path, '/otp')
    await browser.submit({ otp: appCode(who.secret, world.now) })
    assert.equal(browser.current.path, '/recover')
    await browser.submit({})
    assert.equal(browser.current.path, '/password')
    assert.match(browser.current.text, /パスワードを変更する必要があります。/)
    assert.equal(await opens(who, GOOD_PASSWORD, who.secret), '/sign-in', 'the forgotten one is gone already')
    await setPassword(browser)
    assert.equal(browser.current.path, '/portal')
    assert.equal(await opens(who, NEW_PASSWORD, who.secret), '/portal')
    assert.equal(await opens(who, GOOD_PASSWORD, who.secret), '/sign-in')
  })

  it('REC-09: ends at the sign-in page where the society wants it', async () => {
    const who = await activeMember('ume')
    const browser = await world.browser('ume')
    await redeem(world, browser, who.userId)
    await browser.submit({ otp: appCode(who.secret, world.now) })
    await browser.submit({})
    await setPassword(browser)
    assert.equal(browser.current.path, '/refused')
    assert.match(browser.current.text, /再設定が完了しました/)
    assert.equal((await browser.open('/portal')).path, '/refused')
    assert.equal(await opens(who, NEW_PASSWORD, who.secret), '/portal')
  })

  it('attack: one mailbox reaches nothing but a question, over any number of links', async () => {
    const who = await activeMember()
    for (const lost of [['totp'], ['totp', 'mailCode']]) {
      world.pass(minutes(10))
      const thief = await world.browser('sakura')
      await redeem(world, thief, who.userId)
      assert.equal(thief.current.path, '/otp')
      for (const method of lost) await thief.post('/lost', { lost: method })
      assert.match((await thief.open('/portal')).path, /refused|otp/)
    }
    assert.equal(await opens(who, GOOD_PASSWORD, who.secret), '/portal')
  })

  it('attack: a thief with the mailbox and the forgotten password meets the one that the member has set', async () => {
    const who = await activeMember()
    const browser = await world.browser('sakura')
    await redeem(world, browser, who.userId)
    await browser.submit({ otp: appCode(who.secret, world.now) })
    await browser.submit({})
    const thief = await world.browser('sakura')
    await signIn(world, thief, { userId: who.userId })
    assert.equal(thief.current.path, '/sign-in')
    await setPassword(browser)
    assert.equal(browser.current.path, '/portal')
  })
})

describe('the number on the letter’s lower half', () => {
  const spaced = (number: string) => number.replace(/(\d{4})/g, '$1 ')

  it('REC-12: with the mailbox it replaces a lost phone and a forgotten password, once', async () => {
    const who = await activeMember('genkan')
    const { recoveryNumber } = who.member.letter
    const browser = await world.browser()
    await redeem(world, browser, who.userId)
    await lose(browser, 'totp')
    assert.equal(browser.current.path, '/recovery-code')
    assert.equal((await browser.submit({ recoveryCode: '1234' })).status, 422)
    assert.equal((await browser.submit({ recoveryCode: '1'.repeat(20) })).status, 422)
    await browser.submit({ recoveryCode: spaced(recoveryNumber) })
    assert.equal(browser.current.path, '/recover')
    await browser.submit({})
    await setPassword(browser)
    const secret = await enrolApp(browser)
    assert.equal(browser.current.path, '/portal')
    assert.equal(await opens(who, NEW_PASSWORD, secret), '/portal')
    world.pass(minutes(60))
    const thief = await world.browser()
    await redeem(world, thief, who.userId)
    assert.equal(thief.current.path, '/otp')
    assert.doesNotMatch(thief.current.html, /recovery-code/, 'it is used up')
    await lose(thief, 'totp')
    assert.equal(thief.current.path, '/refused')
  })

  it('an interrupted recovery is taken up again with the same number', async () => {
    const who = await activeMember('genkan')
    for (const ends of [false, true]) {
      world.pass(minutes(31))
      const browser = await world.browser()
      await redeem(world, browser, who.userId)
      if (browser.current.path === '/otp') await lose(browser, 'totp')
      assert.match(browser.current.html, /name="recoveryCode"/)
      await browser.submit({ recoveryCode: who.member.letter.recoveryNumber })
      if (browser.current.path === '/recover') await browser.submit({})
      assert.equal(browser.current.path, '/password')
      if (!ends) continue
      await setPassword(browser)
      await enrolApp(browser)
      assert.equal(browser.current.path, '/portal')
    }
  })

  it('attack: is dead before the activation, and works for nobody else', async () => {
    const other = await activeMember('genkan')
    const who = await activeMember('genkan')
    const fresh = await world.letterFor('genkan', who.member.accountId, world.now)
    const browser = await world.browser()
    await redeem(world, browser, who.userId)
    await lose(browser, 'totp')
    for (const number of [other.member.letter.recoveryNumber, fresh.letter.recoveryNumber]) {
      assert.equal((await browser.submit({ recoveryCode: number })).status, 422)
      assert.match(browser.current.text, /回復用の番号が正しくありません/)
    }
    await browser.submit({ recoveryCode: who.member.letter.recoveryNumber })
    assert.equal(browser.current.path, '/recover')
  })

  it('attack: five guesses, then a pause that outlives the visit', async () => {
    const who = await activeMember('genkan')
    const browser = await world.browser()
    await redeem(world, browser, who.userId)
    await lose(browser, 'totp')
    for (let n = 0; n < 5; n += 1) await browser.submit({ recoveryCode: String(n).repeat(20) })
    assert.equal((await browser.submit({ recoveryCode: who.member.letter.recoveryNumber })).status, 429)
    world.pass(minutes(6))
    const again = await world.browser()
    await redeem(world, again, who.userId)
    await lose(again, 'totp')
    assert.equal((await again.submit({ recoveryCode: who.member.letter.recoveryNumber })).status, 429)
  })
})

describe('everything forgotten, or a mailbox that is gone', () => {
  it('REC-12, REC-13, GAP-10, STF-09: a recovery letter and the birth date begin the account anew, without the old things', async () => {
    const who = await activeMember()
    const stranded = await world.browser('sakura')
    await redeem(world, stranded, who.userId)
    await lose(stranded, 'totp')
    assert.equal(stranded.current.path, '/refused')
    assert.match(stranded.current.text, /新しい通知書が必要です/)
    assert.match(stranded.current.text, /03-0000-3900/)
    world.pass(days(3))
    const letter = await recoveryLetter(who)
    const browser = await world.browser('sakura')
    await openLetter(browser, letter)
    assert.equal(browser.current.path, '/recover')
    assert.match(browser.current.text, /これまでのパスワード/)
    await browser.submit({})
    assert.equal(browser.current.path, '/mail')
    await browser.submit({ mail: `atarashii-${count}@mail.example` })
    const { secret } = await carryOn(world, browser, { ...letter, mail: null }, { password: NEW_PASSWORD })
    assert.equal(browser.current.path, '/portal')
    assert.equal(await opens(who, NEW_PASSWORD, secret), '/portal')
    assert.equal(await opens(who, GOOD_PASSWORD, who.secret), '/sign-in')
  })

  it('attack: a founding letter, however new, opens no active account', async () => {
    const who = await activeMember()
    const newer = await world.letterFor('sakura', who.member.accountId, world.now)
    const thief = await world.browser('sakura')
    await openLetter(thief, { ...who.member, ...newer })
    assert.match(thief.current.text, /使用済み/)
    assert.equal((await thief.open('/recover')).path, '/sign-in')
  })

  it('a retired member whose company address is dead signs in as always, with password and app', async () => {
    const who = await activeMember()
    assert.equal(await opens(who, GOOD_PASSWORD, who.secret), '/portal')
    const browser = await world.browser('sakura')
    assert.match((await browser.open('/lost')).text, /登録したメールアドレスが使えない/)
    assert.match(browser.current.text, /新しい通知書/)
  })

  it('attack: the lower half of the letter before opens nothing once a newer one has begun the account anew', async () => {
    const who = await activeMember('genkan')
    const old = who.member.letter.recoveryNumber
    world.pass(days(3))
    const letter = await recoveryLetter(who)
    world.pass(minutes(1))
    const browser = await world.browser()
    await openLetter(browser, letter)
    await browser.submit({})
    const { path } = await carryOn(world, browser, letter, { password: NEW_PASSWORD })
    assert.ok(path.includes('/recovery-paper'), 'the new lower half is to be kept')
    world.pass(minutes(60))
    const thief = await world.browser()
    await redeem(world, thief, who.userId)
    await lose(thief, 'totp')
    assert.equal(thief.current.path, '/recovery-code')
    assert.equal((await thief.submit({ recoveryCode: old })).status, 422)
    await thief.submit({ recoveryCode: letter.letter.recoveryNumber })
    assert.equal(thief.current.path, '/recover')
  })
})

describe('the direct way of the manuals', () => {
  it('REC-01, REC-05, REC-07…09: link, app anew, password anew, portal', async () => {
    const who = await activeMember('take')
    const browser = await world.browser('take')
    await redeem(world, browser, who.userId)
    assert.equal(browser.current.path, '/recover')
    await browser.submit({})
    assert.equal(browser.current.path, '/enrol/totp')
    const secret = await enrolApp(browser)
    assert.equal(browser.current.path, '/password')
    assert.match(browser.current.text, /パスワードを変更する必要があります。/)
    await setPassword(browser)
    assert.equal(browser.current.path, '/portal')
    assert.equal(await opens(who, NEW_PASSWORD, secret), '/portal', 'both are asked for ever after')
    world.pass(minutes(1))
    const half = await world.browser('take')
    await signIn(world, half, { userId: who.userId, password: NEW_PASSWORD })
    assert.equal(half.current.path, '/otp')
    assert.deepEqual((await events(who)).find(({ name }) => name === 'recovery.granted')?.detail, {
      rung: 'direct',
      replaces: 'totp password',
    })
  })

  it('RAU-02 REC-11 afterwards settings ask for all that the account has, and lead nowhere in a circle', async () => {
    const who = await activeMember('take')
    const browser = await world.browser('take')
    await redeem(world, browser, who.userId)
    await browser.submit({})
    const secret = await enrolApp(browser)
    await setPassword(browser)
    assert.equal((await browser.open('/profile/mail')).path, '/refused/for/mail', 'not in the sitting that came back')
    assert.match(browser.current.html, /href="\/sign-in\?again=yes"/)
    await browser.post('/sign-out', {})
    world.pass(minutes(1))
    await signIn(world, browser, { userId: who.userId, password: NEW_PASSWORD, secret })
    assert.equal((await browser.open('/profile/mail')).path, '/profile/mail')
    world.pass(minutes(6))
    await browser.open('/sign-in-methods/totp')
    assert.equal(browser.current.path, '/password/confirm/for/totp')
    await browser.submit({ password: NEW_PASSWORD })
    assert.equal(browser.current.path, '/otp/for/totp')
    await browser.submit({ otp: appCode(secret, world.now) })
    assert.equal(browser.current.path, '/sign-in-methods/totp')
    await browser.open('/sign-in-methods/password')
    assert.equal(browser.current.path, '/sign-in-methods/password')
  })

  it('is taken up again after an interruption, by another link', async () => {
    const who = await activeMember('take')
    for (const ends of [false, true]) {
      world.pass(minutes(20))
      const browser = await world.browser('take')
      await redeem(world, browser, who.userId)
      if (browser.current.path === '/recover') await browser.submit({})
      assert.equal(browser.current.path, '/enrol/totp')
      if (!ends) continue
      await enrolApp(browser)
      await setPassword(browser)
      assert.equal(browser.current.path, '/portal')
    }
  })

  it('attack: is closed for seven days after a mail change', async () => {
    const who = await activeMember('take')
    const { id } = await world.society('take')
    const changed = { verified_at: new Date(world.now), roots: ['device', 'memory'] as ('device' | 'memory')[] }
    await world.database.inSociety(id, (tx) =>
      tx.updateTable('mail_address').set(changed).where('account_id', '=', who.member.accountId).execute(),
    )
    world.pass(days(6))
    const thief = await world.browser('take')
    await redeem(world, thief, who.userId)
    assert.equal(thief.current.path, '/otp')
    world.pass(days(2))
    const member = await world.browser('take')
    await redeem(world, member, who.userId)
    assert.equal(member.current.path, '/recover')
  })

  it('attack: the password that one mailbox set does not open the direct way by itself', async () => {
    const who = await activeMember('take')
    const browser = await world.browser('take')
    await redeem(world, browser, who.userId)
    await browser.submit({})
    await enrolApp(browser)
    await setPassword(browser)
    await browser.post('/sign-out', {})
    world.pass(minutes(60))
    const thief = await world.browser('take')
    await signIn(world, thief, { userId: who.userId, password: NEW_PASSWORD })
    await lose(thief, 'totp')
    assert.match((await thief.open('/portal')).path, /refused|mail-otp/)
  })
})
