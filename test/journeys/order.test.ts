/** A step out of its turn: refused, and nothing changes. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { pendingSecret } from '../../src/factor/totp/pending-secret.ts'
import type { Browser } from '../support/browser.ts'
import { fingerprint } from '../support/fingerprint.ts'
import { activate, appCode, oneStep, openLetter, signIn } from '../support/story.ts'
import { type Member, openWorld, type World } from '../support/world.ts'

/** Every page of a step, and the pages that take no form at all. */
const STEPS = ['/birth-date', '/terms', '/mail', '/mail/code', '/mail-otp', '/method', '/password']
const FORMS = [...STEPS, '/enrol/totp', '/otp', '/recovery-paper']
const NO_FORMS = ['/', '/portal', '/refused', '/terms/declined', '/mail/state', '/enrol/totp/qr.png']

describe('a step out of its turn', () => {
  let world: World
  before(async () => {
    world = await openWorld()
  })
  after(() => world.close())

  /** Everything that any step could want to hear, all of it right. */
  async function rightAnswers(browser: Browser, member: Member): Promise<Record<string, string>> {
    const [visitId = ''] = (browser.cookies.get('visit') ?? '').split('.')
    const { id } = await world.society(member.society)
    const secret = await world.database.inSociety(id, async (tx) => {
      const pending = await tx.selectFrom('totp_enrolment').select('visit_id').where('visit_id', '=', visitId).execute()
      return pending.length > 0 ? pendingSecret(tx, world.keyring, id, visitId, world.now) : undefined
    })
    return {
      birthDate: '19790822',
      decision: 'agree',
      version: '1',
      mail: 'elsewhere@mail.example',
      mailCode: world.jobs.length > 0 ? (await world.lastCode()).code : '123456',
      userId: 'out-of-turn',
      method: 'totp',
      newPassword: 'yamabiko-no-Oka61',
      newPasswordAgain: 'yamabiko-no-Oka61',
      otp: secret ? appCode(secret, world.now) : '123456',
      deviceName: 'もう1台',
      kept: 'yes',
      signOutEverywhere: 'yes',
    }
  }

  /** Posts every form but the one that is due, with its right answers, empty, and with each of its buttons. */
  let networks = 0
  async function everythingElseIsRefused(browser: Browser, member: Member) {
    const due = browser.current.path
    const right = await rightAnswers(browser, member)
    const before = await fingerprint(world, member.society)
    const cookies = [...browser.cookies]
    for (const path of FORMS.filter((form) => form !== due))
      for (const fields of [
        right,
        {},
        ...['resend', 'otherAddress', 'continue'].map((action) => ({ ...right, action })),
      ]) {
        // From another network each time: one alone would be paused long before all is tried.
        networks += 1
        browser.address = `10.77.${networks >> 8}.${networks & 255}`
        const response = await browser.send(path, fields)
        assert.ok([303, 409].includes(response.status), `${path} at ${due}: ${response.status}`)
        if (response.status === 303) assert.equal(response.headers.get('location'), due, path)
        else assert.ok((await response.text()).includes(`href="${due}"`), `${path} leads on to ${due}`)
      }
    for (const path of NO_FORMS.filter((page) => page !== due))
      assert.equal((await browser.send(path, right)).status, 405, path)
    assert.deepEqual(await fingerprint(world, member.society), before, `at ${due}`)
    // A word for the next page, no more.
    browser.cookies.delete('kept')
    assert.deepEqual([...browser.cookies], cookies)
    for (const path of [...FORMS, '/portal', '/refused', '/']) {
      const page = await browser.copy().open(path)
      assert.equal(page.path, due, `${path} leads to ${due}`)
    }
    await browser.open(due)
  }

  for (const society of ['genkan', 'sakura'])
    it(`FST-06: at every step of a sitting in ${society} only the form that is due does anything`, async () => {
      const member = await world.member(society, { mail: `order-${society}@mail.example` })
      const browser = await world.browser(society)
      await browser.open('/sign-in')
      await browser.submit({ userId: member.letter.temporaryId, password: member.letter.code })
      const seen = []
      while (browser.current.path !== '/portal') {
        seen.push(browser.current.path)
        await everythingElseIsRefused(browser, member)
        await oneStep(world, browser, member, { userId: `order-${society}` })
      }
      assert.ok(seen.length >= 6, seen.join())
      await everythingElseIsRefused(browser, member)
      const again = await world.browser(society)
      await signIn(world, again, { userId: `order-${society}@mail.example` })
      assert.equal(again.current.path, '/otp')
      await everythingElseIsRefused(again, member)
    })

  it('FST-06: nor while an interrupted sitting waits for the code to the address', async () => {
    const member = await world.member('genkan', { mail: 'order-resume@mail.example' })
    await activate(world, await world.browser(), member, { until: '/password' })
    const browser = await world.browser()
    await openLetter(browser, member)
    assert.equal(browser.current.path, '/mail-otp')
    await everythingElseIsRefused(browser, member)
  })

  it('FST-06: whoever is refused has no step at all', async () => {
    const member = await world.member('genkan', { lostOn: '2026-11-01' })
    const browser = await world.browser()
    await openLetter(browser, member)
    await everythingElseIsRefused(browser, member)
  })

  it('FST-06: without a visit every page but the doors leads to the sign-in page, and nothing is written', async () => {
    const before = [await fingerprint(world), await fingerprint(world, 'sakura')]
    const browser = await world.browser()
    for (const path of FORMS) {
      for (const response of [
        await browser.request(path),
        await browser.send(path, { mailCode: '123456', otp: '123456' }),
      ]) {
        assert.equal(response.status, 303, path)
        assert.equal(response.headers.get('location'), '/sign-in')
      }
    }
    assert.deepEqual([await fingerprint(world), await fingerprint(world, 'sakura')], before)
  })

  it('a second tab that is behind, and the back button: a page says where it goes on', async () => {
    const member = await world.member('genkan', { mail: 'order-tab@mail.example' })
    const browser = await world.browser()
    await activate(world, browser, member, { until: '/mail' })
    // Both tabs share the cookies; this one still shows the terms.
    const response = await browser.send('/terms', { decision: 'agree', version: '1' })
    assert.equal(response.status, 409)
    const page = await response.text()
    assert.match(page, /手続きは別の画面へ進んでいます/)
    assert.match(page, /href="\/mail"/)
    await browser.open('/terms')
    assert.equal(browser.current.path, '/mail')
  })

  it('a new letter or sign-in in a browser with a visit replaces the visit', async () => {
    const member = await world.member('genkan', { mail: 'order-new@mail.example' })
    const other = await world.member('genkan', { mail: 'order-other@mail.example' })
    const browser = await world.browser()
    await activate(world, browser, member, { until: '/mail' })
    const before = browser.copy()
    await openLetter(browser, other)
    assert.equal(browser.current.path, '/terms')
    await before.open('/mail')
    assert.equal(before.current.status, 401)
  })
})
