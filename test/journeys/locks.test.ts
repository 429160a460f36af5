import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { memberLocksCommand, memberUnlock } from '../../src/cli/member-locks.ts'
import { days, minutes, seconds } from '../../src/kernel/clock.ts'
import type { MailJob, MailJobOf } from '../../src/mail/job.ts'
import { openUnlockCode } from '../../src/mail/mail-code-secret.ts'
import { writeMessage } from '../../src/mail/send-mail.ts'
import { alike } from '../support/alike.ts'
import type { Browser } from '../support/browser.ts'
import { activate, appCode, countHashes, GOOD_PASSWORD, signIn } from '../support/story.ts'
import { openWorld, type World } from '../support/world.ts'

const LOCKED = '一致しない入力が続いたため、ただいまお受けできません。'
const INVALID = '無効なユーザIDまたはパスワードです。'
const BY_MAIL = 'メールのワンタイムパスワードで、もう一度試す'

let world: World
let count = 0
before(async () => {
  world = await openWorld()
  await world.addSociety('momiji', 'http://momiji.portal.localhost:4000', 'momiji.portal.localhost', 'sakura', {
    lockRelease: 'staff',
  })
})
after(() => world.close())

/** A member who has signed in once, in `browser`, and is signed out again. */
async function activeMember(society = 'genkan') {
  count += 1
  const mail = `locks-${count}@mail.example`
  const member = await world.member(society, { mail })
  const browser = await world.browser(society)
  const { secret } = await activate(world, browser, member, { userId: `hanako-${count}x` })
  await browser.post('/sign-out', {})
  world.jobs.length = 0
  return { member, mail, browser, secret }
}

async function fail(userId: string, password: string, browser?: Browser, society = 'genkan'): Promise<Browser> {
  const stranger = browser ?? (await world.browser(society))
  await stranger.open('/sign-in')
  await stranger.submit({ userId, password })
  return stranger
}

async function lock(userId: string, society = 'genkan'): Promise<Browser> {
  for (let n = 0; n < 5; n += 1) await fail(userId, `wrong ${n}`, undefined, society)
  return fail(userId, GOOD_PASSWORD, undefined, society)
}

const mailsOf = <Kind extends MailJob['kind']>(kind: Kind) =>
  world.jobs.filter((job): job is MailJobOf<Kind> => job.kind === kind)

const written = async (job: MailJob) =>
  writeMessage(
    { database: world.database, keyring: world.keyring, directory: world.directory, clock: () => world.now },
    job,
  )

/** What the newest unlock mail says, whether it goes out or not. */
async function unlockCode(): Promise<string> {
  const job = mailsOf('unlockCode').at(-1)
  assert.ok(job)
  const { code_sealed } = await world.database.inSociety(job.societyId, (tx) =>
    tx.selectFrom('unlock_code').select('code_sealed').where('id', '=', job.unlockCodeId).executeTakeFirstOrThrow(),
  )
  return openUnlockCode(world.keyring, job.societyId, job.unlockCodeId, code_sealed) ?? ''
}

const events = async (accountId: string, society = 'genkan') => {
  const { id } = await world.society(society)
  return world.database.inSociety(id, (tx) =>
    tx.selectFrom('event').selectAll().where('account_id', '=', accountId).orderBy('id').execute(),
  )
}

describe('a locked password', () => {
  it('LCK-01, LCK-03, GAP-03: says when it opens and how, and whom to ask; the same for an ID that nobody has', async () => {
    const { mail } = await activeMember()
    const known = (await lock(mail)).current
    const unknown = (await lock('nobody-has@mail.example')).current
    assert.equal(known.status, 429)
    for (const words of [LOCKED, BY_MAIL, '自動的に再開します', '03-0000-1200', '通知書をお持ちの方'])
      assert.ok(known.text.includes(words), words)
    assert.match(known.text, /11月21日 \d+:\d\dを過ぎると/)
    const nameless = (html: string) => alike(html.replaceAll(mail, 'ID').replaceAll('nobody-has@mail.example', 'ID'))
    assert.equal(nameless(known.html), nameless(unknown.html))
    assert.equal(unknown.status, 429)
  })

  it('GAP-03: opens by itself after 15 minutes, then after twice as long', async () => {
    const { mail } = await activeMember()
    await lock(mail)
    world.pass(minutes(15))
    assert.ok((await fail(mail, 'wrong again')).current.text.includes(INVALID))
    world.pass(minutes(29))
    assert.equal((await fail(mail, GOOD_PASSWORD)).current.status, 429)
    world.pass(minutes(1))
    assert.equal((await fail(mail, GOOD_PASSWORD)).current.path, '/otp')
  })

  it('is silent on the screen and loud by mail: one mail to the verified address, none for an unknown ID', async () => {
    const { member, mail } = await activeMember()
    await lock(mail)
    const [job, ...more] = mailsOf('locked')
    assert.ok(job)
    assert.equal(more.length, 0)
    assert.equal(job.accountId, member.accountId)
    const message = await written(job)
    assert.equal(message?.to, mail)
    assert.match(message.subject, /パスワードの入力を一時停止しました/)
    for (const words of ['再開する日時', BY_MAIL, 'ご自身で入力された場合', '心当たりがない場合'])
      assert.ok(message.text.includes(words), words)
    assert.doesNotMatch(message.text, /https?:/, 'no link (MAIL-07)')
    world.jobs.length = 0
    await lock('nobody-at-all')
    assert.equal(mailsOf('locked').length, 1, 'the same is written, about nobody')
    assert.equal(await written(mailsOf('locked')[0]!), undefined)
  })

  it('is told about three times a day at most', async () => {
    const { mail } = await activeMember()
    await lock(mail)
    for (const pause of [15, 30, 60, 120]) {
      world.pass(minutes(pause))
      await fail(mail, `wrong after ${pause}`)
    }
    const jobs = mailsOf('locked')
    assert.equal(jobs.length, 5)
    const sent = []
    for (const job of jobs) sent.push((await written(job)) !== undefined)
    assert.deepEqual(sent, [true, true, true, false, false])
  })

  it('goes to no address that is not verified', async () => {
    const member = await world.member('genkan', { mail: 'on-file@mail.example' })
    world.jobs.length = 0
    await lock(member.letter.temporaryId)
    const [job] = mailsOf('locked')
    assert.equal(job?.accountId, member.accountId)
    assert.equal(await written(job!), undefined)
  })

  it('LCK-03: is in the history, with what, how often and by whom, never what was typed', async () => {
    const { member, mail } = await activeMember()
    await lock(mail)
    const failed = (await events(member.accountId)).filter(({ name }) => name.startsWith('attempt.'))
    assert.deepEqual(
      failed.map(({ name, actor }) => `${name} ${actor}`),
      [...Array(5).fill('attempt.failed visitor'), 'attempt.locked visitor'],
    )
    assert.deepEqual(failed.at(-1)?.detail, { kind: 'password', failures: 5, known: false })
  })

  it('LCK-02: is another thing than a frozen account, whose page leads to the society', async () => {
    const { member, mail } = await activeMember()
    const { id } = await world.society('genkan')
    await world.database.inSociety(id, (tx) =>
      tx
        .updateTable('account')
        .set({ frozen_at: new Date(world.now) })
        .where('id', '=', member.accountId)
        .execute(),
    )
    const browser = await fail(mail, GOOD_PASSWORD)
    assert.equal(browser.current.heading, '安全のため、利用を停止しています')
    assert.match(browser.current.text, /03-0000-1200/)
    assert.ok(!browser.current.text.includes(LOCKED))
  })

  it('LCK-03: under the policy `staff` opens only by staff, and says so for an unknown ID too', async () => {
    const { mail, member } = await activeMember('momiji')
    const known = (await lock(mail, 'momiji')).current
    const unknown = (await lock('nobody-here', 'momiji')).current
    for (const page of [known, unknown]) {
      assert.equal(page.status, 429)
      assert.match(page.text, /時間がたっても再開しません/)
      assert.ok(!page.text.includes(BY_MAIL))
    }
    world.pass(days(30))
    assert.equal((await fail(mail, GOOD_PASSWORD, undefined, 'momiji')).current.status, 429)
    const [job] = mailsOf('locked')
    assert.match((await written(job!))?.text ?? '', /健保組合へのご連絡後/)
    assert.equal(
      (await command(memberUnlock, 'momiji', member.accountId, ['--by', 'sato', '--reason', 'phone'])).exit,
      0,
    )
    assert.equal((await fail(mail, GOOD_PASSWORD, undefined, 'momiji')).current.path, '/otp')
  })
})

describe('a locked password opens early by mail', () => {
  /** Asks for a code from the locked answer. */
  async function asked(userId: string): Promise<Browser> {
    const browser = await lock(userId)
    await browser.post('/sign-in', { action: 'unlock', userId })
    return browser
  }

  it('LCK-01, GAP-03: with a code to the verified address and one try; nothing else is opened by it', async () => {
    const { mail, secret } = await activeMember()
    const browser = await asked(mail)
    assert.equal(browser.current.path, '/sign-in/unlock')
    const message = await written(mailsOf('unlockCode')[0]!)
    assert.equal(message?.to, mail)
    assert.ok(message.text.includes(await unlockCode()))
    assert.doesNotMatch(message.subject, new RegExp(await unlockCode()))
    await browser.submit({ mailCode: await unlockCode(), password: GOOD_PASSWORD })
    assert.equal(browser.current.path, '/otp', 'the code is no proof: the second factor is asked')
    world.pass(seconds(30))
    await browser.submit({ otp: appCode(secret, world.now) })
    assert.equal(browser.current.path, '/portal')
    assert.equal((await fail(mail, GOOD_PASSWORD)).current.path, '/otp', 'a success clears the count')
  })

  it('is one try: a wrong password spends the code and costs what it always costs', async () => {
    const { mail } = await activeMember()
    const browser = await asked(mail)
    const code = await unlockCode()
    await browser.submit({ mailCode: code, password: 'wrong again' })
    assert.equal(browser.current.status, 422)
    assert.match(browser.current.text, /ワンタイムパスワードは1回だけ使えます/)
    await browser.submit({ mailCode: code, password: GOOD_PASSWORD })
    assert.equal(browser.current.status, 422)
    assert.match(browser.current.text, /有効期限が切れたか、すでに使われています/)
    world.pass(minutes(29))
    assert.equal((await fail(mail, GOOD_PASSWORD)).current.status, 429, 'the pause has doubled')
    await browser.post('/sign-in/unlock', { action: 'again' })
    await browser.submit({ mailCode: await unlockCode(), password: GOOD_PASSWORD })
    assert.equal(browser.current.path, '/otp')
  })

  it('shows the same page for an ID that nobody has; no code is right there and none is sent', async () => {
    const { mail } = await activeMember()
    const known = (await asked(mail)).current
    world.jobs.length = 0
    const browser = await asked('nobody-knows@mail.example')
    const alike = (html: string) => html.replaceAll(mail, 'ID').replaceAll('nobody-knows@mail.example', 'ID')
    assert.equal(alike(browser.current.html), alike(known.html))
    assert.equal(await written(mailsOf('unlockCode')[0]!), undefined)
    const hashes = countHashes(world)
    await browser.submit({ mailCode: await unlockCode(), password: GOOD_PASSWORD })
    assert.match(browser.current.text, /ワンタイムパスワードが正しくありません/)
    assert.equal(hashes(), 0)
  })

  it('works only in the browser that asked, and only while something is locked', async () => {
    const { mail } = await activeMember()
    await asked(mail)
    const code = await unlockCode()
    const other = await world.browser()
    await other.post('/sign-in/unlock', { mailCode: code, password: GOOD_PASSWORD })
    assert.equal(other.current.path, '/sign-in')
    await other.post('/sign-in', { action: 'unlock', userId: mail })
    const own = await unlockCode()
    if (own !== code) {
      await other.submit({ mailCode: code, password: GOOD_PASSWORD })
      assert.equal(other.current.status, 422)
    }
    const quiet = await activeMember()
    const visitor = await world.browser()
    await visitor.post('/sign-in', { action: 'unlock', userId: quiet.mail })
    assert.equal(visitor.current.path, '/sign-in')
    assert.equal(mailsOf('unlockCode').length, 0)
  })

  it('counts wrong codes over browsers, mails the same code again after 30 seconds, and six times an hour at most', async () => {
    const { mail } = await activeMember()
    const browser = await asked(mail)
    const code = await unlockCode()
    await browser.post('/sign-in/unlock', { action: 'resend' })
    assert.match(browser.current.text, /送信したばかりです/)
    for (let n = 0; n < 5; n += 1) {
      world.pass(seconds(30))
      await browser.post('/sign-in/unlock', { action: 'resend' })
      assert.equal(browser.current.status, 200)
      assert.equal(await unlockCode(), code)
    }
    world.pass(seconds(30))
    await browser.post('/sign-in/unlock', { action: 'resend' })
    assert.match(browser.current.text, /送信できる回数を超えました/)
    const other = await world.browser()
    await other.post('/sign-in', { action: 'unlock', userId: mail })
    assert.match(other.current.text, /送信できる回数を超えました/)
    for (let n = 1; n <= 10; n += 1) {
      const wrong = String((Number(code) + n) % 1_000_000).padStart(6, '0')
      await browser.post('/sign-in/unlock', { mailCode: wrong, password: GOOD_PASSWORD })
      assert.equal(browser.current.status, 422)
    }
    await browser.post('/sign-in/unlock', { mailCode: code, password: GOOD_PASSWORD })
    assert.equal(browser.current.status, 429)
  })
})

/** Runs an operator's command for the member of an account. */
async function command(run: typeof memberUnlock, society: string, accountId: string, args: string[]) {
  const { id } = await world.society(society)
  const key = await world.database.inSociety(id, (tx) =>
    tx.selectFrom('member').selectAll().where('account_id', '=', accountId).executeTakeFirstOrThrow(),
  )
  const lines: string[] = []
  const io = { cwd: '/', out: (line: string) => void lines.push(line), err: (line: string) => void lines.push(line) }
  const operator = { database: world.database, clock: () => world.now, keyring: () => world.keyring }
  const member = `${key.symbol},${key.number},${key.branch}`
  const exit = await run(operator, ['--society', society, '--member', member, ...args], io)
  return { exit, lines }
}

describe('staff', () => {
  it('LCK-03: see which lock it is and can lift each; who and why stands in the history', async () => {
    const { member, mail, secret } = await activeMember()
    const inside = await fail(mail, GOOD_PASSWORD)
    for (let n = 0; n < 10; n += 1) await inside.submit({ otp: String(100_000 + n) })
    await lock(mail)
    const listed = await command(memberLocksCommand, 'genkan', member.accountId, ['--json'])
    const locks = JSON.parse(listed.lines[0] ?? '') as { kind: string; state: string }[]
    assert.deepEqual(
      locks.map(({ kind, state }) => `${kind} ${state}`),
      ['password paused', 'secondFactor paused'],
    )
    const only = ['--kind', 'password', '--by', 'sato', '--reason', 'identity checked by phone', '--json']
    const lifted = await command(memberUnlock, 'genkan', member.accountId, only)
    assert.equal(lifted.exit, 0)
    assert.deepEqual(
      JSON.parse(lifted.lines[0] ?? '').map(({ kind }: { kind: string }) => kind),
      ['password'],
    )
    const browser = await world.browser()
    await signIn(world, browser, { userId: mail, secret })
    assert.equal(browser.current.status, 429, 'the other lock stays')
    await command(memberUnlock, 'genkan', member.accountId, ['--by', 'sato', '--reason', 'both'])
    world.pass(seconds(30))
    await browser.submit({ otp: appCode(secret, world.now) })
    assert.equal(browser.current.path, '/portal')
    const [first] = (await events(member.accountId)).filter(({ name }) => name === 'attempt.unlocked')
    assert.equal(first?.actor, 'operator')
    assert.deepEqual(first.detail, {
      kind: 'password',
      state: 'paused',
      failures: 5,
      by: 'sato',
      reason: 'identity checked by phone',
    })
  })

  it('must say who they are and why, and learn it when nobody is meant', async () => {
    const { member } = await activeMember()
    assert.equal((await command(memberUnlock, 'genkan', member.accountId, ['--by', 'sato'])).exit, 2)
    assert.equal((await command(memberUnlock, 'genkan', member.accountId, ['--by', 'sato', '--reason', ' '])).exit, 2)
    const args = ['--by', 'sato', '--reason', 'x', '--kind', 'everything']
    assert.equal((await command(memberUnlock, 'genkan', member.accountId, args)).exit, 2)
    const none = await command(memberUnlock, 'genkan', member.accountId, ['--by', 'sato', '--reason', 'x'])
    assert.deepEqual(none, { exit: 0, lines: ['解除するものはありませんでした。'] })
    for (const [lang, words] of [
      ['ja', 'ロックはありません。失敗した入力もありません。'],
      ['en', 'nothing is locked and nothing was tried in vain'],
    ] as const)
      assert.deepEqual((await command(memberLocksCommand, 'genkan', member.accountId, ['--lang', lang])).lines, [words])
    const nobody = await command(memberLocksCommand, 'genkan', member.accountId, ['--member', '玄9,1,00'])
    assert.equal(nobody.exit, 1)
  })
})

describe('a hundred failures in a row', () => {
  const streak = async (accountId: string, failures: number) => {
    const { id } = await world.society('genkan')
    await world.database.inSociety(id, (tx) =>
      tx
        .updateTable('failure_streak')
        .set({ failures })
        .where('owner', '=', accountId)
        .where('kind', '=', 'password')
        .execute(),
    )
  }

  it('are counted for the account, whatever was typed and wherever: fifty of them for strangers (NIST-08)', async () => {
    const { mail, member } = await activeMember()
    const home = await fail(mail, GOOD_PASSWORD)
    assert.equal(home.current.path, '/otp')
    await fail(mail, 'wrong')
    await streak(member.accountId, 49)
    // The issued ID has a counter of its own and no failure yet.
    const stranger = await fail(member.letter.temporaryId, 'the fiftieth')
    assert.equal(stranger.current.status, 422)
    for (const userId of [member.letter.temporaryId, mail]) {
      const next = await fail(userId, GOOD_PASSWORD)
      assert.equal(next.current.status, 429)
      assert.match(next.current.text, /時間がたっても再開しません/)
    }
    assert.equal(mailsOf('locked').at(-1)?.until, null, 'and its owner is told')
    await command(memberUnlock, 'genkan', member.accountId, ['--by', 'sato', '--reason', 'x'])
    assert.equal((await fail(mail, GOOD_PASSWORD)).current.path, '/otp')
  })

  it('leave the other fifty to browsers that know the account, and a success there ends the row (NIST-08)', async () => {
    const { mail, member, browser, secret } = await activeMember()
    await fail(mail, 'wrong')
    await streak(member.accountId, 50)
    assert.equal((await fail(mail, GOOD_PASSWORD)).current.status, 429)
    await signIn(world, browser, { userId: mail, password: 'wrong at home' })
    assert.equal(browser.current.status, 422)
    await streak(member.accountId, 100)
    await signIn(world, browser, { userId: mail, secret })
    assert.equal(browser.current.status, 429, 'a hundred are a hundred, at home too')
    await streak(member.accountId, 99)
    await signIn(world, browser, { userId: mail, secret })
    assert.equal(browser.current.path, '/portal')
    assert.equal((await fail(mail, GOOD_PASSWORD)).current.path, '/otp')
  })

  it('LCK-03: close the password for good, until staff lift it or a new one is set (NIST-08)', async () => {
    const { mail, member } = await activeMember()
    await lock(mail)
    const { id } = await world.society('genkan')
    await world.database.inSociety(id, (tx) =>
      sql`update attempt set failures = 99, locked_until = null where failures = 5 and kind = 'password'
        and last_failed_at = ${new Date(world.now)}`.execute(tx),
    )
    await fail(mail, 'the hundredth')
    world.pass(days(365))
    const browser = await fail(mail, GOOD_PASSWORD)
    assert.equal(browser.current.status, 429)
    assert.match(browser.current.text, /時間がたっても再開しません/)
    await browser.post('/sign-in', { action: 'unlock', userId: mail })
    assert.equal(browser.current.path, '/sign-in', 'a mailed code opens it no more')
    await command(memberUnlock, 'genkan', member.accountId, ['--by', 'sato', '--reason', 'x'])
    assert.equal((await fail(mail, GOOD_PASSWORD)).current.path, '/otp')
  })
})
