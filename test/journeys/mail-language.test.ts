/** In which language a mail is written: that of the page from which it was asked for. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { MailJob } from '../../src/mail/job.ts'
import { writeMessage } from '../../src/mail/send-mail.ts'
import type { Browser } from '../support/browser.ts'
import { activate, carryOn, signIn } from '../support/story.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

const languages = (kind: MailJob['kind']) => world.jobs.filter((job) => job.kind === kind).map(({ locale }) => locale)

async function reader(locale: 'ja' | 'en'): Promise<Browser> {
  const browser = await world.browser()
  if (locale === 'en') await browser.open('/?lang=en')
  return browser
}

async function newest(): Promise<string> {
  const job = world.jobs.at(-1)
  assert.ok(job)
  const { database, keyring, directory } = world
  return (await writeMessage({ database, keyring, directory, clock: () => world.now }, job))?.subject ?? ''
}

describe('a mail', () => {
  it('EML-15, MSG-05: is written in the language of the page, which quotes its subject', async () => {
    for (const [locale, subject, quoted] of [
      ['ja', /^【ゲンカン】メールアドレス/, /【ゲンカン】メールアドレス[^<]*（…）/],
      ['en', /^\[ゲンカン\] [A-Z]/, /\[ゲンカン\] [A-Z][^<]* \(…\)/],
    ] as const) {
      const member = await world.member('genkan', { mail: `reader-${locale}@mail.example` })
      const browser = await reader(locale)
      await activate(world, browser, member, { until: '/mail/code' })
      assert.match(await newest(), subject)
      assert.match(browser.current.html, quoted)
      await carryOn(world, browser, member)
      assert.equal(languages('activated').at(-1), locale === 'en' ? 'en' : undefined)
    }
  })

  it('LCK-03: that warns of failed tries is not in the language of a stranger', async () => {
    const member = await world.member('genkan', { mail: 'warned@mail.example' })
    const home = await reader('en')
    await activate(world, home, member)
    const fail = async (browser: Browser) => {
      for (let n = 0; n < 5; n += 1)
        await signIn(world, browser, { userId: 'warned@mail.example', password: `no ${n}` })
    }
    await fail(await reader('en'))
    assert.deepEqual(languages('locked'), [undefined])
    await home.post('/sign-out', {})
    await fail(home)
    assert.deepEqual(languages('locked'), [undefined, 'en'])
  })

  it('GAP-03: with a code that opens a lock is in the language of whoever asks', async () => {
    const browser = await reader('en')
    await browser.post('/sign-in', { action: 'unlock', userId: 'warned@mail.example' })
    assert.equal(browser.current.path, '/sign-in/unlock')
    assert.deepEqual(languages('unlockCode'), ['en'])
    assert.match(await newest(), /^\[ゲンカン\] /)
  })
})
