/** Mailed codes as a method: chosen, bound, asked for at sign-in, and beside other methods. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { days, hours, minutes } from '../../src/kernel/clock.ts'
import { eventsNamed } from '../support/events-named.ts'
import { active, codesTo, newMember, openMailCodeWorld, passwordOf, type } from '../support/mail-code-sitting.ts'
import { activate, carryOn, GOOD_PASSWORD, openLetter, signOut } from '../support/story.ts'
import type { World } from '../support/world.ts'

const TITLE = 'ワンタイムパスワード (OTP) メール認証'

let world: World
before(async () => {
  world = await openMailCodeWorld()
})
after(() => world.close())

describe('choosing mailed codes', () => {
  it('FST-14, CON-07, MTH-04: minato offers two; with mailed codes the first sitting is complete at once', async () => {
    const member = await newMember(world, 'minato')
    const browser = await world.browser('minato')
    await activate(world, browser, member, { until: '/method' })
    const { text, html } = browser.current
    assert.match(text, /※ 生体認証 または ワンタイムパスワード \(OTP\) メール認証 を選んでください。/)
    assert.doesNotMatch(html, /アプリ認証|value="totp"/)
    assert.match(text, /設定したメールアドレス宛てに送付されるワンタイムパスワードを用いて認証します。 .*送信先：/)
    const { path } = await carryOn(world, browser, member, { method: 'mailCode' })
    assert.deepEqual(path, ['/method', '/password', '/portal'])
    assert.equal(codesTo(world, 'proveCode'), 0, 'the one mail of the sitting was the confirmation')
    assert.equal(world.jobs.filter(({ kind }) => kind === 'activated').length, 1)
    assert.equal(await eventsNamed(world, member.society, 'mailCode.bound', member.accountId), 1)
  })

  it('MTH-01, MTH-02, MTH-03, MTH-05: each society lists its methods in its order, with its mark and its dates', async () => {
    const offers = async (society: string) => {
      const browser = await world.browser(society)
      await activate(world, browser, await newMember(world, society), { until: '/method' })
      const { html } = browser.current
      const names = [...html.matchAll(/name="method" value="(\w+)"/g)].map(([, name]) => name)
      return {
        names,
        marks: [...html.matchAll(/choice-name">([^<]*) <span class="chip">推奨/g)].map(([, n]) => n),
        html,
      }
    }
    const aoba = await offers('aoba')
    assert.deepEqual(aoba.names, ['passkey', 'totp', 'mailCode'])
    assert.match(aoba.html, /メール認証[\s\S]*※2025年10月1日より追加された認証方法/)
    const wakaba = await offers('wakaba')
    assert.deepEqual(wakaba.names, ['totp', 'mailCode', 'passkey'])
    assert.deepEqual(wakaba.marks, ['ワンタイムパスワード (OTP) アプリ認証'])
    assert.deepEqual((await offers('sakura')).names, ['passkey', 'totp', 'mailCode'])
    // No mark of the society's own: a phone is recommended what it can do.
    assert.deepEqual(aoba.marks, ['生体認証'])
  })

  it('MTH-14, CON-06: a computer is told about the phone, an in-app browser about the browser; neither is recommended it', async () => {
    const browser = await world.browser('aoba')
    await activate(world, browser, await newMember(world, 'aoba'), { until: '/method' })
    browser.headers = { 'user-agent': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0' }
    const onComputer = await browser.open('/method')
    assert.match(onComputer.text, /のみ生体認証を選択できます。 ※PCに生体認証機能がない場合でも/)
    assert.doesNotMatch(onComputer.html, /推奨/)
    browser.headers = { 'user-agent': 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari Line/14.0' }
    const inApp = await browser.open('/method')
    assert.match(inApp.text, /アプリの中の画面では、生体認証を利用できません/)
    assert.doesNotMatch(inApp.html, /推奨/)
  })

  it('where the address comes after the method, the code that confirms it completes the choice', async () => {
    const browser = await world.browser('momiji')
    const { path } = await activate(world, browser, await newMember(world, 'momiji'), { method: 'mailCode' })
    assert.deepEqual(path, ['/letter', '/terms', '/method', '/password', '/mail', '/mail/code', '/portal'])
  })

  it('where it is the only method nobody is asked; where mail is optional it is offered to nobody without an address', async () => {
    const browser = await world.browser('tsubaki')
    const { path } = await activate(world, browser, await newMember(world, 'tsubaki'))
    assert.deepEqual(path, ['/letter', '/terms', '/mail', '/mail/code', '/password', '/portal'])
    const without = await world.browser('kiri')
    await activate(world, without, await newMember(world, 'kiri'), { until: '/mail' })
    await without.submit({ action: 'decline' })
    assert.equal(without.current.path, '/method')
    assert.doesNotMatch(without.current.html, /value="mailCode"/)
    await without.submit({ userId: 'forged-1', method: 'mailCode' })
    assert.equal(without.current.status, 422)
  })

  it('the link of the confirmation is enough, and proves nothing to the visit', async () => {
    const member = await newMember(world, 'minato')
    const browser = await world.browser('minato')
    await activate(world, browser, member, { until: '/mail/code' })
    const elsewhere = await world.browser('minato')
    await elsewhere.open((await world.lastCode()).link)
    await elsewhere.submit({})
    await browser.submit({ action: 'continue' })
    const { path } = await carryOn(world, browser, member, { method: 'mailCode' })
    assert.deepEqual(path, ['/method', '/password', '/portal'])
    const { id } = await world.society('minato')
    const proofs = await world.database.inSociety(id, (tx) =>
      tx
        .selectFrom('proof')
        .innerJoin('visit', 'visit.id', 'proof.visit_id')
        .select('proof.factor')
        .where('visit.account_id', '=', member.accountId)
        .execute(),
    )
    assert.deepEqual(proofs.map(({ factor }) => factor).sort(), ['letter', 'password'])
  })

  it('FST-15: where the society waits for the next sign-in, its code opens the services and ends what is half signed in', async () => {
    const member = await newMember(world, 'aoba')
    const browser = await world.browser('aoba')
    await activate(world, browser, member, { method: 'mailCode' })
    assert.match(browser.current.text, /あと1つ：認証方法/)
    assert.equal(await eventsNamed(world, member.society, 'mailCode.bound', member.accountId), 0)
    await signOut(browser)
    world.pass(hours(1))
    await passwordOf(world, 'aoba', member.mail, browser)
    assert.equal(browser.current.heading, TITLE)
    const { code } = await world.lastCode()
    const elsewhere = await passwordOf(world, 'aoba', member.mail)
    await type(world, browser, code)
    assert.equal(browser.current.path, '/portal')
    assert.doesNotMatch(browser.current.text, /あと1つ/)
    assert.equal(await eventsNamed(world, member.society, 'mailCode.bound', member.accountId), 1)
    assert.equal((await elsewhere.open('/mail-otp')).status, 401)
  })

  it('LGN-15, PSK-32: from the other methods mailed codes are one tap away, and back', async () => {
    const member = await newMember(world, 'minato')
    const browser = await world.browser('minato')
    await activate(world, browser, member, { until: '/method' })
    await browser.submit({ method: 'passkey' })
    await browser.submit({ newPassword: GOOD_PASSWORD, newPasswordAgain: GOOD_PASSWORD })
    assert.equal(browser.current.path, '/enrol/passkey')
    await browser.submit({ method: 'mailCode' })
    assert.equal(browser.current.path, '/portal')
  })

  it('a letter that sets an unfinished founding aside asks for the mailbox again before its codes are a method', async () => {
    const member = await newMember(world, 'minato')
    await activate(world, await world.browser('minato'), member, { until: '/password', method: 'mailCode' })
    world.pass(days(1))
    const newer = { ...member, ...(await world.letterFor('minato', member.accountId, world.now)) }
    world.pass(minutes(1))
    const browser = await world.browser('minato')
    await openLetter(browser, newer)
    await browser.submit({})
    assert.equal(browser.current.path, '/password')
    const before = codesTo(world, 'proveCode')
    await browser.submit({ newPassword: GOOD_PASSWORD, newPasswordAgain: GOOD_PASSWORD })
    assert.equal(browser.current.path, '/mail-otp')
    assert.equal(browser.current.heading, TITLE)
    assert.equal(codesTo(world, 'proveCode'), before + 1)
    assert.equal(await eventsNamed(world, member.society, 'mailCode.bound', member.accountId), 0)
    await browser.submit({ mailCode: '' })
    assert.match(browser.current.text, /6桁の数字を入力してください/)
    await browser.post('/mail-otp', { method: 'passkey' })
    assert.equal(browser.current.path, '/enrol/passkey')
    await browser.post('/enrol/passkey', { method: 'mailCode' })
    assert.equal(browser.current.path, '/mail-otp')
    await type(world, browser)
    assert.equal(browser.current.path, '/portal')
    assert.equal(await eventsNamed(world, member.society, 'mailCode.bound', member.accountId), 1)
  })

  it('a letter for somebody whose method is mailed codes begins nothing', async () => {
    const { member } = await active(world)
    const newer = { ...member, ...(await world.letterFor('minato', member.accountId, world.now)) }
    const browser = await world.browser('minato')
    await openLetter(browser, newer)
    assert.equal(browser.current.heading, 'この通知書は使用済みです')
  })
})
