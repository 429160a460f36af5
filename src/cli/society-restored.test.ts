import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { personWithApp } from '../../test/support/care.ts'
import { runCommand } from '../../test/support/command.ts'
import { openLetter, signIn } from '../../test/support/story.ts'
import { openWorld, type World } from '../../test/support/world.ts'
import { auditSearch } from './audit-search.ts'
import { societyRestored } from './society-restored.ts'

describe('genkan society restored', () => {
  let world: World
  before(async () => {
    world = await openWorld()
  })
  after(() => world.close())

  const restored = (...args: string[]) => runCommand(world, societyRestored, ['--by', '運営', ...args])

  it('changes nothing for a wrong call, or before somebody has said yes', async () => {
    assert.equal((await restored()).exit, 2)
    const { exit, err } = await restored('--reason', 'disk lost')
    assert.deepEqual([exit, (await world.society('genkan')).epoch], [2, 1])
    assert.match(err.join('\n'), /Nothing was changed/)
  })

  it('ends visits, letters and mailed links of the time before, in every society; members sign in again', async () => {
    const { browser, userId, secret } = await personWithApp(world)
    const member = await world.member('genkan', { mail: 'new@mail.example' })
    const forgetful = await world.browser('sakura')
    await forgetful.open('/forgot-password')
    await forgetful.submit({ userId })
    const done = await restored('--reason', 'disk lost', '--yes', '--json')
    assert.deepEqual(done.json(), {
      societies: [
        { name: 'genkan', epoch: 2 },
        { name: 'sakura', epoch: 2 },
      ],
    })
    // A node sees it within two seconds.
    world.pass(3000)
    await browser.open('/portal')
    assert.equal(browser.current.status, 401)
    const newcomer = await world.browser()
    await openLetter(newcomer, member)
    assert.equal(newcomer.current.status, 409)
    const found = await runCommand(world, auditSearch, ['--event', 'society.restored', '--done-by', '運営', '--json'])
    assert.deepEqual(
      found.json().map(({ society, actor, detail }: Record<string, unknown>) => [society, actor, detail]),
      ['genkan', 'sakura'].map((society) => [society, 'operator', { by: '運営', reason: 'disk lost', epoch: 2 }]),
    )
    world.pass(30_000)
    await signIn(world, browser, { userId, secret })
    assert.equal(browser.current.path, '/portal')
  })
})
