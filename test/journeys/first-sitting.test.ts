import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { activate, appCode } from '../support/story.ts'
import { openWorld, type World } from '../support/world.ts'

describe('the first sitting, from the letter to the portal and in again', () => {
  let world: World
  before(async () => {
    world = await openWorld()
  })
  after(() => world.close())

  it('genkan: letter → terms → mail → code → the app instead of the passkey → password → app → paper → portal, one sitting, no log-out (CON-08)', async () => {
    const member = await world.member('genkan', { mail: 'sakura@mail.example' })
    const browser = await world.browser('genkan')
    const sitting = await activate(world, browser, member)
    assert.deepEqual(sitting.path, [
      '/letter',
      '/terms',
      '/mail',
      '/mail/code',
      '/enrol/passkey',
      '/password',
      '/enrol/totp',
      '/recovery-paper',
      '/portal',
    ])
    assert.match(browser.current.text, /青木 さくら/)
  })

  it('LGN-13, OTP-39: in again with the verified address, the password and a code of the app', async () => {
    const member = await world.member('genkan', { mail: 'again@mail.example' })
    const browser = await world.browser('genkan')
    const { secret, password } = await activate(world, browser, member)
    await browser.open('/sign-out')
    await browser.submit({})
    world.pass(30_000)
    await browser.open('/sign-in')
    await browser.submit({ userId: 'again@mail.example', password })
    assert.equal(browser.current.heading, 'ワンタイムパスワードの入力')
    await browser.submit({ otp: appCode(secret, world.now) })
    assert.equal(browser.current.path, '/portal')
  })
})
