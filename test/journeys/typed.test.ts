/** What people type and paste: taken in every form of it, and still there when something is wrong. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser } from '../support/browser.ts'
import { personWithApp } from '../support/care.ts'
import { activate, appCode, GOOD_PASSWORD, offeredSecret } from '../support/story.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

const FULL = (text: string) => text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))

describe('a form that is filled in untidily', () => {
  it('UID-06, OTP-41, MOT-04, LGN-16, BRT-03, LET-02: a whole sitting and a sign-in, full width, with spaces, hyphens and words around the codes', async () => {
    const member = await world.member('sakura', { birthDate: '1979-08-22' })
    const browser = await world.browser('sakura')
    const { temporaryId, code } = member.letter
    await browser.open('/letter')
    await browser.submit({
      userId: ` ユーザID：${FULL(temporaryId)}`,
      letterCode: `確認番号 ${FULL(code.replace(/(\d{4})(?=\d)/g, '$1-'))}`,
      birthDate: '昭和　５４年８月２２日',
    })
    assert.equal(browser.current.path, '/terms')
    await browser.submit({ decision: 'agree' })
    await browser.submit({ mail: '　Ｔａｒｏ．Ｙａｍａｄａ ＠ｍａｉｌ．ｅｘａｍｐｌｅ ' })
    assert.equal(browser.current.path, '/mail/code')
    const mailed = await world.lastCode()
    assert.equal(mailed.address, 'Taro.Yamada@mail.example')
    await browser.submit({
      mailCode: `ワンタイムパスワード：${FULL(mailed.code.replace(/(\d{3})/, '$1 '))}（10分間有効）`,
    })
    assert.equal(browser.current.path, '/method')
    await browser.submit({ userId: ' ＴＡＲＯー２０２６ ', method: 'totp' })
    assert.equal(browser.current.path, '/password')
    await browser.submit({ newPassword: GOOD_PASSWORD, newPasswordAgain: GOOD_PASSWORD })
    const secret = offeredSecret(browser.current.html)
    const app = () => appCode(secret, world.now).replace(/(\d{3})/, '$1 ')
    await browser.submit({ otp: FULL(app()), deviceName: ' 母の　ｉＰｈｏｎｅ ' })
    assert.equal(browser.current.path, '/portal')
    for (const userId of ['Taro-2026', 'ｔａｒｏ－２０２６', ' taro − 2026 ', 'TARO.Yamada＠mail。example']) {
      await browser.open('/sign-out')
      await browser.submit({})
      await browser.open('/sign-in')
      await browser.submit({ userId, password: GOOD_PASSWORD })
      assert.equal(browser.current.path, '/otp', userId)
      world.pass(30_000)
      await browser.submit({ otp: `コード ${app()} です` })
      assert.equal(browser.current.path, '/portal', userId)
    }
  })

  it('FID-01, REC-02: what was forgotten is asked for as untidily', async () => {
    const { userId, mail } = await personWithApp(world)
    const browser = await world.browser('sakura')
    await browser.open('/forgot-user-id')
    await browser.submit({ birthDate: 'S54.8.22', mail: FULL(mail) })
    assert.match(browser.current.text, /以下のメールアドレスにメールを送信しました/)
    await browser.open('/forgot-password')
    await browser.submit({ userId: ` ${FULL(userId.toUpperCase())} ` })
    const asked = world.jobs.filter(({ kind }) => kind === 'userId' || kind === 'reset').map(({ kind }) => kind)
    assert.deepEqual(asked.slice(-2), ['userId', 'reset'])
    const { id } = await world.society('sakura')
    const found = await world.database.inSociety(id, (tx) =>
      tx.selectFrom('mail_request').select(['purpose', 'account_id']).execute(),
    )
    assert.ok(found.length >= 2 && found.every(({ account_id }) => account_id !== null), 'both were understood')
  })
})

describe('a form with something wrong', () => {
  type Case = [path: string, typed: Record<string, string>, forgets?: string[]]
  const escaped = (text: string) =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

  async function keeps(browser: Browser, [path, typed, forgets = []]: Case): Promise<void> {
    await browser.open(path)
    await browser.submit(typed)
    const { html } = browser.current
    assert.match(html, /data-summary/, `${path} says what is wrong`)
    for (const [name, value] of Object.entries(typed)) {
      const input = new RegExp(`<input[^>]* name="${name}"[^>]*>`, 'g')
      const shown = [...html.matchAll(input)].map(([tag]) => tag)
      const kept = shown.some(
        (tag) => tag.includes(`value="${escaped(value)}"`) && (!/radio/.test(tag) || /checked/.test(tag)),
      )
      assert.equal(kept, !forgets.includes(name), `${path} ${name}: ${shown.join()}`)
    }
  }

  it('keeps what a visitor typed, and no secret', async () => {
    const cases: Case[] = [
      ['/sign-in', { userId: ' ＴＡＲＯ<2026> ', password: '' }],
      ['/sign-in', { userId: 'taro-2026', password: 'wrong-Password83' }, ['password']],
      ['/letter', { userId: '１２３', letterCode: '1234 5678', birthDate: '昭和' }],
      ['/letter', { userId: '1234567', letterCode: '', birthDate: '22.8.1979' }],
      ['/forgot-user-id', { birthDate: '昭和99年1月1日', mail: 'taro＠' }],
    ]
    for (const one of cases) await keeps(await world.browser('sakura'), one)
  })

  it('EML-11, UID-49, OTP-28: keeps what somebody in the middle of a sitting typed', async () => {
    const cases: Case[] = [
      ['/mail', { mail: 'ta ro@mail' }],
      ['/method', { userId: 'たろう', method: 'totp' }],
      ['/password', { newPassword: 'short', newPasswordAgain: 'other' }, ['newPassword', 'newPasswordAgain']],
      ['/enrol/totp', { otp: '12', deviceName: '母のｉＰｈｏｎｅ' }, ['otp']],
    ]
    for (const [at, one] of cases.entries()) {
      const browser = await world.browser('sakura')
      const member = await world.member('sakura', { mail: `kept-${at}@mail.example` })
      await activate(world, browser, member, { until: one[0], userId: `kept-2026-${at}` })
      await keeps(browser, one)
    }
  })

  it('PRF-04, EMC-01, LMP-18: keeps what a signed-in member typed', async () => {
    const { browser, prove } = await personWithApp(world)
    await keeps(browser, ['/profile', { userId: 'たろう' }])
    await browser.open('/profile/mail')
    if (browser.current.path !== '/profile/mail') await prove()
    await keeps(browser, ['/profile/mail', { mail: 'taro@' }])
    const device = /href="(\/sign-in-methods\/device\/[0-9a-f-]+)"/.exec(
      (await browser.open('/sign-in-methods')).html,
    )?.[1]
    await keeps(browser, [device ?? assert.fail('no device'), { name: 'あ'.repeat(41) }])
  })
})
