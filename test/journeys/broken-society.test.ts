/** One society whose stored policy cannot be read: everybody else notices nothing. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { writeMessage } from '../../src/mail/send-mail.ts'
import { TryLater } from '../../src/mail/try-later.ts'
import { activate } from '../support/story.ts'
import { openWorld, type World } from '../support/world.ts'

describe('a society whose policy this version cannot read', () => {
  let world: World
  before(async () => {
    world = await openWorld()
  })
  after(() => {
    assert.deepEqual(world.defects, [], 'it is no defect of a page')
    return world.close()
  })

  it('PLT-02: answers 503 with a plain page and keeps its mails; the others are served and their mails go out', async () => {
    const jobOf = async (society: string) => {
      const member = await world.member(society, { mail: `waits@${society}.example` })
      await activate(world, await world.browser(society), member, { until: '/mail/code' })
      return world.jobs.at(-1) ?? assert.fail('no mail')
    }
    const [broken, whole] = [await jobOf('sakura'), await jobOf('genkan')]
    const visitor = await world.browser('sakura')
    const { id } = await world.society('sakura')
    await world.database.acrossSocieties((tx) =>
      tx.insertInto('society_policy').values({ society_id: id, version: 2, policy: '{"retired":true}' }).execute(),
    )
    world.pass(2000)
    for (const path of ['/', '/sign-in', '/portal']) {
      await visitor.open(path)
      assert.equal(visitor.current.status, 503, path)
      assert.equal(visitor.current.heading, 'ただいまご利用いただけません')
      assert.equal(visitor.current.headers.get('retry-after'), '300')
      assert.doesNotMatch(visitor.current.text, /さくら|policy/)
    }
    assert.equal((await visitor.send('/sign-in', { userId: 'x', password: 'x' })).status, 503)
    const { database, keyring, directory } = world
    const desk = { database, keyring, directory, clock: () => world.now }
    await assert.rejects(writeMessage(desk, broken), (error) => error instanceof TryLater && !error.everything)
    assert.equal((await writeMessage(desk, whole))?.to, 'waits@genkan.example')
    const other = await world.browser('genkan')
    await other.open('/sign-in')
    assert.equal(other.current.status, 200)
  })
})
