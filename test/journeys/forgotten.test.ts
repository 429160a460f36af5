import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { minutes, seconds } from '../../src/kernel/clock.ts'
import type { MailJobOf } from '../../src/mail/job.ts'
import { writeMessage } from '../../src/mail/send-mail.ts'
import { alike } from '../support/alike.ts'
import type { Browser } from '../support/browser.ts'
import { fingerprint } from '../support/fingerprint.ts'
import { askReset, resetPath } from '../support/recovery.ts'
import { activate, GOOD_PASSWORD, signIn } from '../support/story.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
let count = 0
before(async () => {
  world = await openWorld()
})
after(() => world.close())

async function activeMember(society = 'sakura') {
  count += 1
  const userId = `wasureta-${count}`
  const mail = `wasureta-${count}@mail.example`
  const member = await world.member(society, { mail })
  const browser = await world.browser(society)
  const { secret } = await activate(world, browser, member, { userId })
  await browser.post('/sign-out', {})
  world.pass(minutes(60))
  world.jobs.length = 0
  return { member, userId, mail, secret, browser }
}

const written = (job: Parameters<typeof writeMessage>[1] | undefined) => {
  assert.ok(job)
  const { database, keyring, directory } = world
  return writeMessage({ database, keyring, directory, clock: () => world.now }, job)
}
const jobsOf = <Kind extends 'reset' | 'userId'>(kind: Kind) =>
  world.jobs.filter((job): job is MailJobOf<Kind> => job.kind === kind)

describe('a forgotten password', () => {
  it('REC-01, REC-02: from the sign-in page to one field and 実行', async () => {
    const browser = await world.browser('sakura')
    const { html } = await browser.open('/sign-in')
    assert.match(html, /href="\/forgot-password"[^>]*>パスワードを忘れた方はこちら/)
    const { heading, text } = await browser.open('/forgot-password')
    assert.equal(heading, 'パスワードを忘れた方はこちら')
    for (const words of [
      'ユーザID',
      '実行',
      'ユーザIDを入力してください。新しいパスワードの設定方法をご案内いたします。',
    ])
      assert.ok(text.includes(words), words)
    assert.equal((await browser.submit({ userId: ' ' })).status, 422)
    assert.match(browser.current.text, /ユーザIDを入力してください。/)
  })

  it('REC-03, REC-06, CON-16: the sign-in page then says the same for known and unknown, once, and where to look', async () => {
    const { userId } = await activeMember()
    const pages = await Promise.all(
      [userId, 'daremo-inai'].map(async (typed) => {
        const browser = await world.browser('sakura')
        await askReset(browser, typed)
        return browser
      }),
    )
    const [known, unknown] = pages.map(({ current }) => current)
    assert.equal(known?.path, '/sign-in')
    assert.equal(known?.status, 200)
    for (const words of [
      '詳細な手順を記載したメールをすぐに受信してください',
      '迷惑メールフォルダ',
      'ドメイン受信設定',
      'no-reply@',
    ])
      assert.ok(known?.text.includes(words), words)
    assert.equal(alike(known?.html ?? ''), alike(unknown?.html ?? ''))
    assert.doesNotMatch((await (pages[0] as Browser).open('/sign-in')).text, /詳細な手順/)
  })

  it('GAP-01: known and unknown leave the same rows and the same job; only the known one gets a mail', async () => {
    const { userId, mail } = await activeMember()
    const rows = async () => (await fingerprint(world, 'sakura')).mail_request?.split(' ')[0]
    const before = Number(await rows())
    await askReset(await world.browser('sakura'), userId)
    await askReset(await world.browser('sakura'), `nobody-${count}`)
    assert.equal(Number(await rows()), before + 2)
    const [known, unknown] = jobsOf('reset')
    assert.equal((await written(known))?.to, mail)
    assert.equal(await written(unknown), undefined)
  })

  it('REC-04, REC-05, MSG-12: the mail has the link 「パスワードをリセット」 and says how long it lives', async () => {
    const { mail } = await activeMember()
    await askReset(await world.browser('sakura'), mail)
    const message = await written(jobsOf('reset')[0])
    assert.match(message?.text ?? '', /パスワードをリセット\nhttp/)
    assert.match(message?.text ?? '', /「パスワードをリセット」リンクの有効時間は5分です。/)
    assert.match(message?.html ?? '', />パスワードをリセット<\/a>/)
    assert.match(message?.subject ?? '', /【ゲンカン】/)
  })

  it('has exactly one living link: asking again within its lifetime sends the same one, a later one is another', async () => {
    const { userId, mail } = await activeMember()
    const browser = await world.browser('sakura')
    await askReset(browser, userId)
    const first = resetPath(world)
    await askReset(browser, userId)
    assert.equal(jobsOf('reset').length, 1, 'a second press sends nothing')
    world.pass(seconds(31))
    await askReset(await world.browser('sakura'), mail)
    assert.equal(jobsOf('reset').length, 2)
    assert.equal(resetPath(world), first)
    world.pass(minutes(5))
    assert.equal((await browser.open(first)).status, 410)
    assert.match(browser.current.text, /もう一度申し込む/)
    await askReset(browser, userId)
    assert.notEqual(resetPath(world), first)
    assert.equal((await browser.open(first)).status, 410)
  })

  it('sends a member six mails an hour at most, whoever asks', async () => {
    const { userId } = await activeMember()
    for (let n = 0; n < 10; n += 1) {
      world.pass(minutes(1))
      await askReset(await world.browser('sakura'), userId)
    }
    assert.equal(jobsOf('reset').length, 6)
    world.pass(minutes(60))
    await askReset(await world.browser('sakura'), userId)
    assert.equal(jobsOf('reset').length, 7)
  })

  it('attack: a mail scanner opens every link, and nothing changes', async () => {
    const { userId } = await activeMember()
    await askReset(await world.browser('sakura'), userId)
    const scanner = await world.browser('sakura')
    const before = await fingerprint(world, 'sakura')
    for (const method of ['GET', 'HEAD', 'GET']) await scanner.request(resetPath(world), { method })
    assert.deepEqual(await fingerprint(world, 'sakura'), before)
    assert.equal(scanner.cookies.has('visit'), false)
  })

  it('attack: a link of a forged, foreign or used kind opens nothing', async () => {
    const { userId } = await activeMember()
    const browser = await world.browser('sakura')
    await askReset(browser, userId)
    const path = resetPath(world)
    const neighbour = await world.browser('genkan')
    assert.equal((await neighbour.open(path)).status, 410)
    // Not the last sign: of that some bits mean nothing.
    const forged = `${path.slice(0, -10)}${path.at(-10) === 'A' ? 'B' : 'A'}${path.slice(-9)}`
    assert.equal((await browser.open(forged)).status, 410)
    assert.equal((await browser.open('/reset/x')).status, 410)
    await browser.open(path)
    await browser.submit({})
    assert.equal(browser.current.path, '/otp')
    const again = await world.browser('sakura')
    assert.equal((await again.open(path)).status, 410)
    assert.equal((await again.send(path, {})).status, 410)
  })

  it('dies with a complete sign-in, and so does a recovery that is under way elsewhere', async () => {
    const { userId, secret, browser } = await activeMember()
    const thief = await world.browser('sakura')
    await askReset(thief, userId)
    const first = resetPath(world)
    await thief.open(first)
    await thief.submit({})
    assert.equal(thief.current.path, '/otp')
    world.pass(seconds(31))
    await askReset(await world.browser('sakura'), userId)
    const second = resetPath(world)
    await signIn(world, browser, { userId, secret })
    assert.equal(browser.current.path, '/portal')
    assert.equal((await thief.open(second)).status, 410)
    assert.equal((await thief.open('/otp')).status, 401)
  })

  it('dies when the address is not the member’s any more', async () => {
    const { userId, member } = await activeMember()
    const browser = await world.browser('sakura')
    await askReset(browser, userId)
    const { id } = await world.society('sakura')
    await world.database.inSociety(id, (tx) =>
      tx
        .updateTable('mail_address')
        .set({ removed_at: new Date(world.now) })
        .where('account_id', '=', member.accountId)
        .execute(),
    )
    assert.equal((await browser.open(resetPath(world))).status, 410)
    assert.equal(await written(jobsOf('reset').at(-1)), undefined)
  })
})

describe('a forgotten user ID', () => {
  const ask = async (typed: { birthDate: string; mail: string }) => {
    const browser = await world.browser('sakura')
    await browser.open('/forgot-user-id')
    await browser.submit(typed)
    return browser
  }

  it('FID-02…04, CON-13: two fields, 実行, ログインに戻る, the hint, and whom to ask otherwise', async () => {
    const { heading, text } = await (await world.browser('sakura')).open('/forgot-user-id')
    assert.equal(heading, 'ユーザIDを忘れた方はこちら')
    for (const words of [
      '生年月日',
      '(入力例:19790822)',
      'ご登録いただいたメールアドレス',
      'ログインに戻る',
      '実行',
      '生年月日、メールアドレスを入力してください。ユーザIDをご案内いたします。',
      'ご加入の健保組合までお問い合わせください',
    ])
      assert.ok(text.includes(words), words)
    const wrong = (await ask({ birthDate: '昭和', mail: 'x' })).current
    assert.equal(wrong.status, 422)
    assert.match(wrong.html, /value="昭和"/)
  })

  it('FID-01, FID-05…07, MSG-13: the sign-in page echoes the address, the mail holds the ID', async () => {
    const { mail, userId } = await activeMember()
    const { path, text } = (await ask({ birthDate: '19790822', mail })).current
    assert.equal(path, '/sign-in')
    for (const words of [
      '以下のメールアドレスにメールを送信しました。',
      `あなたのメールアドレス : ${mail}`,
      'メールに記載されているユーザIDでログインしてください。',
      'no-reply@sakura.example',
    ])
      assert.ok(text.includes(words), words)
    const message = await written(jobsOf('userId')[0])
    assert.equal(message?.to, mail)
    assert.ok(message?.text.includes(`ユーザID：${userId}`))
  })

  it('FID-08: a wrong day, an unknown address and another society get the same answer and no mail', async () => {
    const { mail } = await activeMember()
    const right = (await ask({ birthDate: '19790822', mail })).current
    for (const typed of [
      { birthDate: '19790823', mail },
      { birthDate: '19790822', mail: 'daremo@mail.example' },
    ]) {
      world.jobs.length = 0
      const { status, html } = (await ask(typed)).current
      assert.equal(status, right.status)
      assert.equal(alike(html).replaceAll(typed.mail, 'MAIL'), alike(right.html).replaceAll(mail, 'MAIL'))
      assert.equal(jobsOf('userId').length, 1)
      assert.equal(await written(jobsOf('userId')[0]), undefined)
    }
  })

  it('attack: what was typed stands in no address, and the notice is sealed', async () => {
    const { mail } = await activeMember()
    const browser = await world.browser('sakura')
    const response = await browser.send('/forgot-user-id', { birthDate: '19790822', mail })
    assert.equal(response.headers.get('location'), '/sign-in')
    assert.ok(!response.headers.getSetCookie().join().includes(mail))
    await signIn(world, browser, { userId: mail, password: GOOD_PASSWORD })
    assert.equal(browser.current.path, '/otp')
  })
})
