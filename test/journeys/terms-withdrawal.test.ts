/** Taking back the acceptance of the terms: what it shuts, what it leaves, and the way back. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { days } from '../../src/kernel/clock.ts'
import { writeMessage } from '../../src/mail/send-mail.ts'
import { showMember } from '../../src/staff/show-member.ts'
import { atOnce } from '../support/at-once.ts'
import { offerOf } from '../support/authenticator.ts'
import { passkeySignIn, personWithApp, personWithPasskey } from '../support/care.ts'
import { fingerprint } from '../support/fingerprint.ts'
import { signIn, signOut } from '../support/story.ts'
import { openWorld, type World } from '../support/world.ts'

describe('taking back the acceptance of the terms', () => {
  let world: World
  before(async () => {
    world = await openWorld()
  })
  after(() => world.close())

  const acceptances = async (accountId: string) => {
    const { id } = await world.society('sakura')
    return world.database.inSociety(id, (tx) =>
      tx
        .selectFrom('terms_acceptance')
        .select(['version', 'withdrawn_at'])
        .where('account_id', '=', accountId)
        .orderBy('id')
        .execute(),
    )
  }

  it('GAP-06 the profile leads to what was agreed to, to be read again, and says what taking it back means', async () => {
    const { browser } = await personWithApp(world)
    await browser.open('/profile')
    assert.match(browser.current.html, /href="\/profile\/terms"[^>]*>利用規約への同意</)
    await browser.open('/profile/terms')
    const { text, html } = browser.current
    assert.match(text, /第1版 2026年11月21日に同意/)
    assert.match(html, /href="\/terms\/versions\/1"/)
    assert.match(text, /健康保険の給付や手続きに影響はありません。/)
    await browser.open('/profile/terms?lang=en')
    assert.match(browser.current.text, /Your insurance benefits are not affected\./)
  })

  it('GAP-06 TRM-06 it shuts portal, services and self-care in every visit at once; agreeing again opens them', async () => {
    const { browser, userId, secret, member } = await personWithApp(world)
    const other = await world.browser('sakura')
    await signIn(world, other, { userId, secret })
    assert.equal(other.current.path, '/portal')
    await browser.open('/profile/terms')
    await browser.submit({ decision: 'withdraw' })
    assert.equal(browser.current.path, '/terms/withdrawn')
    assert.equal(browser.current.heading, '同意を取り消しました')
    assert.match(browser.current.html, /href="\/sign-out"/)
    for (const one of [browser, other])
      for (const path of ['/portal', '/profile', '/sign-in-methods', '/history', '/visits', '/profile/terms']) {
        await one.open(path)
        assert.equal(one.current.path, '/terms', path)
      }
    await other.post('/profile', { language: 'en', userId: 'somebody-else', method: 'totp' })
    assert.equal(other.current.path, '/terms', 'a form of before changes nothing')
    assert.match(other.current.text, /利用規約への同意は、2026年11月2\d日に取り消されています。/)

    await signOut(browser)
    world.pass(days(40))
    await browser.open('/sign-in')
    await signIn(world, browser, { userId, secret })
    assert.equal(browser.current.path, '/terms', 'the factors are proven first, and all of them still open')
    await browser.submit({ decision: 'agree' })
    assert.equal(browser.current.path, '/portal')
    assert.match(browser.current.html, /class="tile"/)
    const rows = await acceptances(member.accountId)
    assert.deepEqual(
      rows.map(({ version, withdrawn_at }) => [version, withdrawn_at !== null]),
      [
        [1, true],
        [1, false],
      ],
    )
    await browser.open('/profile/terms')
    assert.match(browser.current.text, /2026年12月31日に同意[\s\S]*2026年11月21日に同意 2026年11月21日に取り消し/)
    await browser.open('/terms/withdrawn')
    assert.equal(browser.current.path, '/portal', 'nothing is withdrawn any more')
  })

  it('GAP-06 a passkey alone comes back the same way, and from the page itself', async () => {
    const { browser, keeper } = await personWithPasskey(world)
    await browser.open('/profile/terms')
    await browser.submit({ decision: 'withdraw' })
    await signOut(browser)
    const { html } = await browser.open('/sign-in')
    await browser.post('/sign-in', { credential: keeper.get(offerOf(html)) })
    assert.equal(browser.current.path, '/terms')
    await browser.submit({ decision: 'agree' })
    assert.equal(browser.current.path, '/portal')
    await browser.open('/profile/terms')
    await browser.submit({ decision: 'withdraw' })
    assert.match(browser.current.html, /href="\/terms"/)
    await browser.open('/terms')
    await browser.submit({ decision: 'agree' })
    assert.equal(browser.current.path, '/portal')
    await signOut(browser)
    await passkeySignIn(browser, keeper)
  })

  it('GAP-06 it is told by mail with 心当たりがない, stands in the history, and staff see it', async () => {
    const { browser, member } = await personWithApp(world)
    await browser.open('/profile/terms')
    await browser.submit({ decision: 'withdraw' })
    const job = world.jobs.at(-1)
    assert.ok(job?.kind === 'changed' && job.what === 'terms')
    const mail = await writeMessage({ ...world, clock: () => world.now }, job)
    assert.match(mail?.subject ?? '', /利用規約への同意が取り消されました/)
    assert.match(mail?.text ?? '', /\/not-me\//)
    const society = await world.society('sakura')
    const order = {
      member: { ...member, branch: '00' },
      actor: 'operator',
      by: '担当者',
      reason: '本人より照会',
    } as const
    const view = await showMember(world.database, { society, keyring: world.keyring, now: world.now }, order)
    assert.ok(view.ok)
    assert.deepEqual([view.value.terms.accepted, view.value.terms.withdrawnAt], [0, world.now])
    await browser.open('/terms')
    await browser.submit({ decision: 'agree' })
    await browser.open('/history')
    assert.match(browser.current.text, /利用規約への同意を取り消しました/)
  })

  it('GAP-06 pressed many times at once it is one withdrawal; without the button, without a visit, it is none', async () => {
    const { browser, member } = await personWithApp(world)
    await browser.open('/profile/terms')
    const before = await fingerprint(world, 'sakura')
    await browser.submit({})
    assert.equal(browser.current.status, 422)
    const stranger = await world.browser('sakura')
    await stranger.post('/profile/terms', { decision: 'withdraw' })
    assert.deepEqual(await fingerprint(world, 'sakura'), before)
    const told = () => world.jobs.filter((job) => job.kind === 'changed' && job.what === 'terms').length
    const mails = told()
    await atOnce(20, () => browser.copy().send('/profile/terms', { decision: 'withdraw' }))
    assert.equal(told() - mails, 1)
    assert.equal((await acceptances(member.accountId)).filter(({ withdrawn_at }) => withdrawn_at !== null).length, 1)
  })

  it('GAP-06 the page after it is there for nobody else', async () => {
    const nobody = await world.browser('sakura')
    await nobody.open('/terms/withdrawn')
    assert.match(nobody.current.html, /class="button button-primary" href="\/"/)
    const { browser } = await personWithApp(world)
    await browser.open('/terms/withdrawn')
    assert.equal(browser.current.path, '/portal')
  })
})
