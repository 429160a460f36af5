/** What becomes of an account when its member leaves, moves to other numbers, or takes another name. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { importMembers } from '../../src/account/import/import-members.ts'
import { days } from '../../src/kernel/clock.ts'
import { personWithApp } from '../support/care.ts'
import { openLetter, signIn } from '../support/story.ts'
import { openWorld, type World } from '../support/world.ts'

const HEADER = '記号,番号,枝番,氏名,氏名カナ,生年月日,区分,資格取得日,資格喪失日,メールアドレス,旧記号,旧番号,旧枝番'

describe('the end of a membership and a move to other numbers', () => {
  let world: World
  before(async () => {
    world = await openWorld()
  })
  after(() => world.close())

  const bring = async (...row: string[]) => {
    const { id } = await world.society('sakura')
    const file = (async function* () {
      yield Buffer.from(`${HEADER}\r\n${row.join(',')}\r\n`)
    })()
    return (await importMembers(world.database, id, file, { clock: () => world.now })).counts
  }
  type Change = { readonly number?: string; readonly lostOn?: string; readonly former?: string; readonly name?: string }
  /** The row of this person as the next file has it. */
  const row = (of: string, { number = of, lostOn = '', former = '', name = '青木 さくら' }: Change) => {
    const key = former ? ['玄1', former, '00'] : ['', '', '']
    return bring('玄1', number, '00', name, 'アオキ サクラ', '1979-08-22', '本人', '2020-04-01', lostOn, '', ...key)
  }

  it('GAP-15 from the first day without qualification nothing opens, and the page says so and whom to ask', async () => {
    const { browser, userId, secret, member } = await personWithApp(world)
    assert.equal((await row(member.number, { lostOn: '2026-11-25' })).lost, 1)
    await browser.open('/portal')
    assert.equal(browser.current.path, '/portal', 'the day has not come')
    world.pass(days(4))
    const again = await world.browser('sakura')
    await signIn(world, again, { userId, secret })
    assert.equal(again.current.heading, '現在はご利用いただけません')
    assert.match(again.current.text, /03-0000-3900/)
    await openLetter(again, member)
    assert.notEqual(again.current.path, '/portal')
    assert.equal((await row(member.number, {})).regained, 1)
    await signIn(world, again, { userId, secret })
    assert.equal(again.current.path, '/portal', '任意継続: the same account goes on')
  })

  it('GAP-15 under new numbers the same person keeps account, ID, address, password and app', async () => {
    const { userId, secret, mail, member } = await personWithApp(world)
    assert.equal((await row(member.number, { number: `9${member.number}`, former: member.number })).moved, 1)
    const browser = await world.browser('sakura')
    await signIn(world, browser, { userId, secret })
    assert.equal(browser.current.path, '/portal')
    await browser.open('/profile')
    assert.ok(browser.current.text.includes(mail))
    assert.ok(browser.current.html.includes(`value="${userId}"`))
  })

  it('GAP-15 CON-28 another name comes with the next file and is shown, nothing else changes', async () => {
    const { browser, member } = await personWithApp(world)
    assert.equal((await row(member.number, { name: '石川 さくら' })).changed, 1)
    await browser.open('/portal')
    assert.match(browser.current.html, /<a class="person"[^>]*>[\s\S]*石川 さくら/)
  })
})
