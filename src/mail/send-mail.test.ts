import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { type Answers, openSmtp, type Received } from '../../test/support/smtp.ts'
import { activate } from '../../test/support/story.ts'
import { type Member, openWorld, type World } from '../../test/support/world.ts'
import { codeToSend } from '../account/mail-codes.ts'
import { hours, minutes } from '../kernel/clock.ts'
import type { MailJob, MailJobOf } from './job.ts'
import { type Mailer, openMailer } from './send-mail.ts'

const answers: Answers = {}
let world: World
let smtp: Awaited<ReturnType<typeof openSmtp>>
let mailer: Mailer

before(async () => {
  world = await openWorld()
  smtp = await openSmtp(answers)
  const { database, keyring, directory } = world
  mailer = openMailer({ database, keyring, directory, smtpUrl: smtp.url, clock: () => world.now })
})
after(async () => {
  mailer.close()
  await smtp.close()
})
beforeEach(() => {
  smtp.received.length = 0
})

/** What arrives when a job is sent; undefined when nothing does. */
async function sent(job: MailJob, queuedAt?: number): Promise<Received | undefined> {
  const count = smtp.received.length
  await mailer.send(job, queuedAt)
  return smtp.received[count]
}

/** A member who waits for the confirmation of an address, and the job that was put into the queue for it. */
async function waiting(name = 'genkan', mail = 'hanako@mail.example') {
  const member = await world.member(name, { mail })
  const browser = await world.browser(name)
  await activate(world, browser, member, { until: '/mail/code' })
  const job = world.jobs.at(-1) as MailJobOf<'confirmAddress'>
  return { member, browser, job, ...(await world.lastCode()) }
}

/** A code that shows the mailbox, for a verified address. */
async function proving(count = 1) {
  const { member, browser, code } = await waiting('genkan', `${crypto.randomUUID()}@mail.example`)
  await browser.submit({ mailCode: code })
  const society = await world.society('genkan')
  const mailCodeId = await world.database.inSociety(society.id, async (tx) => {
    const visit = await tx
      .selectFrom('visit')
      .innerJoin('mail_address', 'mail_address.account_id', 'visit.account_id')
      .select(['visit.id as visitId', 'mail_address.id as mailAddressId'])
      .where('visit.account_id', '=', member.accountId)
      .executeTakeFirstOrThrow()
    const holder = { societyId: society.id, accountId: member.accountId, purpose: 'prove' as const, ...visit }
    const first = await codeToSend(tx, society, world.keyring, holder, world.now)
    for (let times = 1; times < count; times += 1) {
      world.pass(minutes(0.5))
      assert.ok((await codeToSend(tx, society, world.keyring, holder, world.now)).ok)
    }
    return first.ok ? first.value.mailCodeId : ''
  })
  const job: MailJob = { kind: 'proveCode', societyId: society.id, mailCodeId }
  return { member, job, societyId: society.id, mailCodeId }
}

const update = (member: Member, societyId: number, change: 'remove' | 'verify' | 'unverify' | 'spend') =>
  world.database.inSociety(societyId, async (tx) => {
    const at = new Date(world.now)
    const address = tx.updateTable('mail_address').where('account_id', '=', member.accountId)
    if (change === 'remove') await address.set({ removed_at: at }).execute()
    if (change === 'verify') await address.set({ verified_at: at }).execute()
    if (change === 'unverify') await address.set({ verified_at: null }).execute()
    const codes = tx.updateTable('mail_code').where('account_id', '=', member.accountId)
    if (change === 'spend') await codes.set({ spent_at: at }).execute()
  })

describe('the confirmation of an address', () => {
  it('EML-15 EML-16 EML-17 MSG-04 code and link stand in the text and in the HTML, the link under メールアドレスの確認', async () => {
    const { job, code, link } = await waiting()
    const one = await sent(job)
    const { text = '', html = '', subject = '' } = one?.mail ?? {}
    const href = `http://localhost:4000${link}`
    assert.deepEqual(one?.to, ['hanako@mail.example'])
    assert.match(subject, /^【ゲンカン】メールアドレスの確認（\d\d:\d\d）$/)
    assert.match(text, new RegExp(`^ゲンカンのメールアドレスを確認するためのワンタイムパスワード\n\n${code}\n\n`))
    assert.ok(text.includes(`\n\nメールアドレスの確認\n${href}\n\n`))
    assert.match(html, new RegExp(`<p[^>]*>${code}</p>`))
    assert.match(html, new RegExp(`<a href="${RegExp.escape(href)}"[^>]*>メールアドレスの確認</a>`))
    assert.ok(html.includes(`>${href}</span>`), 'the address itself can be read and copied')
  })

  it('EML-15 the link of the mail, opened on another device, completes the confirmation', async () => {
    const { job } = await waiting('genkan', 'link@mail.example')
    const one = await sent(job)
    const url = /https?:\/\/\S+/.exec(one?.mail.text ?? '')?.[0] ?? ''
    const phone = await world.browser()
    await phone.open(url.replace(phone.origin, ''))
    const page = await phone.submit({})
    assert.match(page.text, /メールアドレスを確認しました/)
  })

  it('what stands in one form stands in the other, word for word', async () => {
    const { job } = await waiting()
    const { text = '', html = '' } = (await sent(job))?.mail ?? {}
    const words = (html.split('<body')[1] ?? '').replace(/^[^>]*>/, '').replace(/<[^>]*>/g, '\n')
    const lines = (said: string) =>
      said
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean)
    assert.deepEqual(lines(words), lines(text))
  })

  it('it says until when, since when and for which browser, and what to do if it was somebody else', async () => {
    const { job } = await waiting()
    const text = (await sent(job))?.mail.text ?? ''
    assert.match(
      text,
      /有効期限：2026年11月2\d日 \d+:\d\d まで\n手続きの日時：2026年11月2\d日 \d+:\d\d\n手続きの端末：Safari \/ iPhone/,
    )
    assert.match(text, /もしゲンカンにお心当たりがない場合は、恐れ入りますが/)
  })

  it('nothing is sent when the code is spent or expired, or the address confirmed, replaced or unknown', async () => {
    for (const change of ['spend', 'verify', 'remove'] as const) {
      const { member, job } = await waiting('genkan', `${change}@mail.example`)
      await update(member, job.societyId, change)
      assert.equal(await sent(job), undefined, change)
      assert.equal(await sent({ ...job, kind: 'proveCode' }), undefined, 'a code for one thing is not sent for another')
    }
    const { job } = await waiting()
    assert.equal(await sent({ ...job, mailCodeId: crypto.randomUUID() }), undefined)
    assert.equal(await sent({ ...job, societyId: (await world.society('sakura')).id }), undefined)
    assert.equal(await sent({ ...job, societyId: 999 }), undefined)
    world.pass(hours(24))
    assert.equal(await sent(job), undefined)
  })
})

describe('the mailed code', () => {
  it('MSG-05 MSG-07 MSG-08 MSG-09 MOT-06 CON-30 subject, first line, six digits on a line of their own, and a word to strangers', async () => {
    const { job } = await proving()
    const { text = '', subject = '' } = (await sent(job))?.mail ?? {}
    assert.match(subject, /^【ゲンカン】ワンタイムパスワードのお知らせ（\d\d:\d\d）$/)
    assert.match(text, /^ゲンカンにログインするためのワンタイムパスワード\n\n\d{6}\n\n/)
    assert.match(text, /\n\nもしゲンカンにお心当たりがない場合は、恐れ入りますが、/)
    assert.doesNotMatch(text, /https?:/, 'a code that signs in comes without any link')
  })

  it('MSG-06 MSG-11 MSG-14 it comes from the address that the society names, and says so', async () => {
    const { job } = await proving()
    const one = await sent(job)
    assert.equal(one?.from, 'no-reply@genkan.example')
    assert.deepEqual(one.mail.from, { name: 'ゲンカン健康保険組合', address: 'no-reply@genkan.example' })
    assert.match(one.mail.text ?? '', /このメールは no-reply@genkan\.example から自動でお送りしています/)
    assert.match(one.mail.text ?? '', /お問い合わせ：ゲンカン健康保険組合.*\n電話 03-0000-1200（受付時間 平日/)
  })

  it('MSG-10 the HTML loads nothing: no picture, no style, no address but our own link', async () => {
    for (const { job } of [await proving(), await waiting()]) {
      const html = (await sent(job))?.mail.html ?? ''
      assert.doesNotMatch(html, /<(img|link|script|iframe|style|object)|url\(|@import/i)
      for (const [, address] of html.matchAll(/(?:src|href)="([^"]*)"/g))
        assert.match(address ?? '', /^http:\/\/localhost:4000\//)
    }
  })

  it('MSG-15 no two mails have one subject, though they carry the same code in the same minute', async () => {
    const { job } = await proving(2)
    assert.match((await sent(job))?.mail.subject ?? '', /お知らせ（\d\d:\d\d・2通目）$/)
  })

  it('it is never sent to an address that is not verified, nor to one that was replaced', async () => {
    for (const change of ['unverify', 'remove', 'spend'] as const) {
      const { job, member, societyId } = await proving()
      await update(member, societyId, change)
      assert.equal(await sent(job), undefined, change)
    }
    const { job } = await proving()
    world.pass(minutes(10))
    assert.equal(await sent(job), undefined)
  })
})

describe('notices', () => {
  it('the end of the first sitting is told with what was set up, when it happened, and without a link that signs in', async () => {
    const member = await world.member('sakura', { mail: 'fin@mail.example', name: '結城 「はな」 <b>' })
    await activate(world, await world.browser('sakura'), member, { userId: 'fin-2026' })
    const job = world.jobs.findLast(({ kind }) => kind === 'activated')
    assert.ok(job)
    const mail = (await sent(job, Date.parse('2026-11-21T05:04:00Z')))?.mail
    assert.match(mail?.subject ?? '', /^【ゲンカン】初回ログインが完了しました（14:04）$/)
    assert.match(mail?.text ?? '', /^結城 「はな」 <b> 様\n/)
    assert.match(mail?.html ?? '', /結城 「はな」 &lt;b&gt; 様/)
    assert.match(
      mail?.text ?? '',
      /完了した日時：2026年11月21日 14:04\n設定したもの：メールアドレス、ユーザID、パスワード、ワンタイムパスワード \(OTP\) アプリ認証\n/,
    )
    assert.doesNotMatch((mail?.text ?? '').replace(/\S+\/not-me\/\S+/, ''), /https?:/)
  })

  it('a change is told to the old address too', async () => {
    const member = await world.member('genkan', { mail: 'old@mail.example' })
    await activate(world, await world.browser(), member)
    const { id: societyId } = await world.society('genkan')
    const { id: mailAddressId } = await world.database.inSociety(societyId, (tx) =>
      tx.selectFrom('mail_address').select('id').where('account_id', '=', member.accountId).executeTakeFirstOrThrow(),
    )
    await update(member, societyId, 'remove')
    const job: MailJob = {
      kind: 'changed',
      societyId,
      accountId: member.accountId,
      mailAddressId,
      what: 'mail',
      at: '2026-11-21T05:04:00Z',
    }
    const one = await sent(job)
    assert.deepEqual(one?.to, ['old@mail.example'])
    assert.match(one.mail.subject ?? '', /メールアドレスが変更されました（14:04）/)
    assert.match(one.mail.text ?? '', /変更した日時：2026年11月21日 14:04/)
    assert.equal(await sent({ ...job, accountId: crypto.randomUUID() }), undefined)
  })
})

describe('every mail', () => {
  it('GAP-11 each has an English twin, without a Japanese word of ours', async () => {
    const { job, code } = await waiting()
    const english = [await sent({ ...job, locale: 'en' }), await sent({ ...(await proving()).job, locale: 'en' })]
    for (const one of english) {
      const { subject = '', text = '', html = '' } = one?.mail ?? {}
      const names = /ゲンカン(健康保険組合)?( 加入者窓口)?|平日|〜/g
      for (const said of [subject, text]) assert.doesNotMatch(said.replace(names, ''), /[ぁ-んァ-ヶ一-龠：（）]/)
      assert.match(html, /<html lang="en">/)
    }
    assert.match(english[0]?.mail.text ?? '', new RegExp(`\n\n${code}\n\n`))
    assert.match(english[0]?.mail.subject ?? '', /^\[ゲンカン\] Confirm your e-mail address \(\d\d:\d\d\)$/)
  })

  it('one that the server refuses becomes part of the history, without the address', async () => {
    const { job, member } = await waiting('genkan', 'gone@mail.example')
    answers.rcptTo = () => 550
    await mailer.send(job)
    delete answers.rcptTo
    const events = await world.database.inSociety(job.societyId, (tx) =>
      tx.selectFrom('event').selectAll().where('name', '=', 'mail.refused').execute(),
    )
    assert.equal(events.length, 1)
    const [event] = events
    assert.deepEqual(
      [event?.actor, event?.account_id, event?.detail],
      ['system', member.accountId, { kind: 'confirmAddress', code: 550 }],
    )
    assert.ok(event?.visit_id)
    assert.ok(!JSON.stringify(event).includes('gone@'))
  })

  it('one that the server puts off leaves no trace there, and is sent as it then is', async () => {
    const { job, browser } = await waiting('genkan', 'later@mail.example')
    answers.rcptTo = () => 450
    await assert.rejects(mailer.send(job), { message: 'RCPT TO 450' })
    delete answers.rcptTo
    world.pass(minutes(1))
    await browser.submit({ action: 'resend' })
    assert.ok(await sent(job))
  })
})
