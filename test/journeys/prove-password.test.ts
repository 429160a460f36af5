/** The password once more, of somebody who is identified already: after it was changed elsewhere, and as any proof is asked. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { endOtherVisits } from '../../src/journey/end-other-visits.ts'
import { err } from '../../src/kernel/result.ts'
import type { Browser } from '../support/browser.ts'
import { activate, GOOD_PASSWORD, signIn } from '../support/story.ts'
import { type Member, openWorld, type World } from '../support/world.ts'

const NEW_PASSWORD = 'yamabuki-no-Hana41'
const PAGE = '/password/confirm'

describe('a password that was changed elsewhere', () => {
  let world: World
  let people = 0
  before(async () => {
    world = await openWorld()
  })
  after(() => world.close())

  /** Signed in completely here; the password is another one since. */
  async function changedElsewhere() {
    people += 1
    const member = await world.member('genkan', { mail: `changed-${people}@mail.example` })
    const browser = await world.browser()
    const { secret } = await activate(world, browser, member)
    const elsewhere = await world.browser()
    await signIn(world, elsewhere, { userId: member.mail ?? '', secret })
    assert.equal(elsewhere.current.path, '/portal')
    world.pass(1000)
    await change(member, elsewhere)
    return { member, browser, elsewhere, secret }
  }

  /** As self-care writes it, in the visit of `elsewhere`. */
  async function change({ accountId }: Member, elsewhere: Browser): Promise<void> {
    const society = await world.society('genkan')
    const hash = await world.gate.hasher.hash(NEW_PASSWORD)
    if (!hash.ok) throw new Error('busy')
    const visitId = elsewhere.cookies.get('visit')?.split('.')[0] ?? ''
    await world.database.inSociety(society.id, async (tx) => {
      await tx
        .updateTable('password')
        .set({ hash: hash.value, set_at: new Date(world.now), bound_visit_id: visitId })
        .where('account_id', '=', accountId)
        .execute()
      await endOtherVisits(tx, society, { accountId, visitId }, 'halfSignedIn', world.now)
    })
  }

  it('leaves complete visits alive, and each is asked for the new one before anything else', async () => {
    const { browser, elsewhere } = await changedElsewhere()
    await elsewhere.open('/portal')
    assert.equal(elsewhere.current.path, '/portal', 'the visit that changed it goes on')
    await browser.open('/portal')
    assert.deepEqual([browser.current.path, browser.current.heading], [PAGE, 'パスワードの確認'])
    await browser.open('/portal')
    assert.equal(browser.current.path, PAGE)
    await browser.submit({ password: GOOD_PASSWORD })
    assert.equal(browser.current.status, 422)
    assert.match(browser.current.html, /id="password-error">[\s\S]*?パスワードが正しくありません。/)
    const before = browser.cookies.get('visit')
    await browser.submit({ password: NEW_PASSWORD })
    assert.equal(browser.current.path, '/portal')
    assert.notEqual(browser.cookies.get('visit'), before, 'a proof gives a new cookie')
  })

  it('is asked for with what a password manager needs, in both languages, and nothing typed comes back', async () => {
    const { browser } = await changedElsewhere()
    await browser.open(PAGE)
    assert.match(browser.current.html, /name="password"[^>]*autocomplete="current-password"/)
    await browser.submit({ password: '' })
    assert.equal(browser.current.status, 422)
    assert.match(browser.current.text, /パスワードを入力してください。/)
    await browser.submit({ password: 'typed-in-vain' })
    assert.doesNotMatch(browser.current.html, /typed-in-vain/)
    await browser.open(`${PAGE}?lang=en`)
    assert.equal(browser.current.heading, 'Confirm your password')
  })

  it('GAP-03, LCK-03: is guessed at with the tries of the sign-in, not with others beside them', async () => {
    const { member, browser } = await changedElsewhere()
    await browser.open(PAGE)
    // A browser that is not known pays what every stranger pays.
    browser.cookies.delete('known')
    for (let n = 1; n <= 3; n += 1) await browser.submit({ password: `wrong ${n}` })
    const stranger = await world.browser()
    for (let n = 4; n <= 5; n += 1) await signIn(world, stranger, { userId: member.mail ?? '', password: `wrong ${n}` })
    await browser.submit({ password: NEW_PASSWORD })
    assert.equal(browser.current.status, 429)
    assert.match(browser.current.text, /一致しない入力が続いたため、ただいまお受けできません。/)
    assert.match(browser.current.text, /以降に、もう一度お試しください。/)
    await signIn(world, stranger, { userId: member.mail ?? '', password: NEW_PASSWORD })
    assert.equal(stranger.current.status, 429)
  })

  it('in a known browser has the tries of that browser, which strangers cannot use up', async () => {
    const { member, browser } = await changedElsewhere()
    const stranger = await world.browser()
    for (let n = 1; n <= 5; n += 1) await signIn(world, stranger, { userId: member.mail ?? '', password: `wrong ${n}` })
    await browser.open(PAGE)
    await browser.submit({ password: NEW_PASSWORD })
    assert.equal(browser.current.path, '/portal')
  })

  it('while the server is busy no try is lost: 503 and the same page', async () => {
    const { browser } = await changedElsewhere()
    await browser.open(PAGE)
    const { hasher } = world.gate
    Object.assign(world.gate, { hasher: { ...hasher, verify: async () => err('busy' as const) } })
    for (let n = 1; n <= 6; n += 1) {
      await browser.submit({ password: `wrong ${n}` })
      assert.equal(browser.current.status, 503)
      assert.match(browser.current.text, /ただいま混み合っています。/)
    }
    Object.assign(world.gate, { hasher })
    await browser.submit({ password: NEW_PASSWORD })
    assert.equal(browser.current.path, '/portal')
  })

  it('its page is of no use to anybody who is not asked for it', async () => {
    const member = await world.member('genkan', { mail: 'not-asked@mail.example' })
    const browser = await world.browser()
    await activate(world, browser, member)
    await browser.post(PAGE, { password: GOOD_PASSWORD })
    assert.notEqual(browser.current.status, 200)
    await browser.open(PAGE)
    assert.equal(browser.current.path, '/portal')
    const nobody = await world.browser()
    await nobody.open(PAGE)
    assert.equal(nobody.current.path, '/sign-in')
  })
})
