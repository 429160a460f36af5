/** Every society, every method it offers, on a phone and on a PC: the whole first login and the next sign-in. */
import assert from 'node:assert/strict'
import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { type PresetName, presetNames } from '../../src/society/read-preset.ts'
import { offerOf } from '../support/authenticator.ts'
import {
  addPresets,
  type Beginning,
  browserOn,
  enter,
  type Method,
  policiesOf,
  sitter,
  walk,
} from '../support/preset-sitting.ts'
import { signOut } from '../support/story.ts'
import { openWorld, type World } from '../support/world.ts'

const LONG = ['/letter', '/terms', '/mail', '/mail/code']
const SAKURA = [...LONG, '/method', '/password']
const HINODE = ['/letter', '/terms', '/method', '/password', '/mail']

/** The screens of the first login, and those of what a later sign-in still sets up (after | ), as the manuals order them. */
const WAYS: Record<PresetName, Partial<Record<Method, string>>> = {
  genkan: {
    passkey: way([...LONG, '/enrol/passkey', '/recovery-paper']),
    totp: way([...LONG, '/enrol/passkey', '/password', '/enrol/totp', '/recovery-paper']),
  },
  aoba: later({ passkey: ['/enrol/passkey', '/enrol/passkey/name'], totp: ['/enrol/totp'], mailCode: null }),
  wakaba: later({ totp: ['/enrol/totp'], mailCode: null, passkey: ['/enrol/passkey', '/enrol/passkey/name'] }),
  hinode: {
    passkey: way([...HINODE, '/enrol/passkey', '/enrol/passkey/name']),
    totp: way([...HINODE, '/enrol/totp']),
  },
  minato: later({ passkey: ['/enrol/passkey', '/enrol/passkey/name'], mailCode: null }),
  sakura: {
    passkey: way([...SAKURA, '/enrol/passkey', '/enrol/passkey/name']),
    totp: way([...SAKURA, '/enrol/totp']),
    mailCode: way(SAKURA),
  },
}

function way(screens: readonly string[]): string {
  return [...screens, '/portal'].join(' ')
}

/** A method that waits needs the password and a mailed code again; mailed codes are complete at once (CON-07). */
function later(methods: Partial<Record<Method, readonly string[] | null>>): Partial<Record<Method, string>> {
  const first = way([...LONG, '/method', '/password'])
  return Object.fromEntries(
    Object.entries(methods).map(([method, rest]) => {
      return [method, rest === null ? first : `${first} | ${way(['/sign-in', '/mail-otp', ...rest])}`]
    }),
  )
}

/** How accounts of each society begin (ISS): by numbers that show nothing, so a mailed code comes first; by a mail, which shows the address. */
const BEGINNINGS: Record<PresetName, readonly Beginning[]> = {
  genkan: ['letter'],
  aoba: ['letter'],
  wakaba: ['computed', 'letter'],
  hinode: ['invitationMail', 'letter'],
  minato: ['computed', 'letter'],
  sakura: ['letter'],
}
const begunBy = (screens: string, beginning: Beginning): string =>
  ({
    letter: screens,
    computed: screens.replace('/letter /terms /mail /mail/code', '/sign-in /mail /mail/code /terms'),
    invitationMail: screens.replace('/letter', '/invitation').replace(' /mail', ''),
  })[beginning]
const FIRST: Record<Beginning, string> = { letter: '/letter', computed: '/sign-in', invitationMail: '/invitation' }

describe('six societies, one function', () => {
  let world: World
  before(async () => {
    world = await openWorld()
    await addPresets(world, presetNames)
  })
  after(() => world.close())

  for (const society of presetNames)
    it(`MTH-01…MTH-06 CON-05 ${society}: the ways below are those of its policy, method for method and beginning for beginning`, async () => {
      const { policy } = await world.society(society)
      assert.deepEqual(
        Object.keys(WAYS[society]),
        policy.methods.map(({ method }) => method),
      )
      assert.deepEqual(BEGINNINGS[society], policy.initial)
    })

  for (const society of presetNames)
    for (const [method, expected] of Object.entries(WAYS[society]) as [Method, string][])
      for (const beginning of BEGINNINGS[society])
        for (const agent of ['phone', 'PC'] as const)
          it(`FST-01…FST-06 FST-14 LGN-13 LGN-14 DIF-04 PLT-12 PLT-13 PLT-38 ${society}, ${method}, ${beginning}, ${agent}: the first login in the order of its society, and the next sign-in`, async () => {
            const who = await sitter(world, society, method, beginning)
            const browser = await browserOn(world, society, agent)
            await who.begin(browser)
            let seen = [FIRST[beginning], ...(await walk(world, browser, who))].join(' ')
            if (!browser.current.html.includes('<a class="tile"')) {
              await signOut(browser)
              await enter(world, browser, who)
              seen += ` | ${['/sign-in', ...(await walk(world, browser, who))].join(' ')}`
            }
            assert.equal(seen, begunBy(expected, beginning))
            assert.match(browser.current.html, /<a class="tile"/)
            await signOut(browser)
            if (society === 'genkan' && method === 'passkey') {
              const { html } = await browser.open('/sign-in')
              await browser.post('/sign-in', { credential: who.key.get(offerOf(html)) })
            } else {
              await enter(world, browser, who)
              const proof = { passkey: '/passkey', totp: '/otp', mailCode: '/mail-otp' }[method]
              assert.equal(browser.current.path, proof)
            }
            await walk(world, browser, who)
            assert.match(browser.current.html, /<a class="tile"/)
          })

  it('PLT-02 PLT-08 both shapes of a host answer: the other one with 308 to the canonical origin', async () => {
    for (const [name, canonical, others] of [
      ['with', 'www.with.example', ['with.example']],
      ['bare', 'bare.example', ['www.bare.example']],
    ] as const) {
      const hosts = { origin: `https://${canonical}`, others, rpId: `${name}.example` }
      await world.addSociety(name, hosts.origin, hosts.rpId, 'aoba', { hosts })
      // A node sees a new society within two seconds.
      world.pass(3000)
      for (const host of others) {
        const response = await world.app.request(`https://${host}/sign-in?lang=en`, { headers: { host } })
        assert.equal(response.status, 308)
        assert.equal(response.headers.get('location'), `https://${canonical}/sign-in?lang=en`)
      }
      const page = await world.app.request(`https://${canonical}/`, { headers: { host: canonical } })
      assert.equal(page.status, 200)
      assert.match(await page.text(), /あおば健保加入者ページ/)
    }
  })

  describe('STF-10 CON-01 no code asks which society it is', () => {
    const root = join(import.meta.dirname, '../..')
    const names = presetNames.join('|')

    async function* code(): AsyncGenerator<[string, string]> {
      for await (const file of glob('src/**/*.{ts,css,sql}', { cwd: root }))
        if (!file.endsWith('.test.ts')) yield [file, await readFile(join(root, file), 'utf8')]
    }
    const found = async (pattern: RegExp, but: readonly string[]) => {
      const files: string[] = []
      for await (const [file, text] of code())
        if (pattern.test(text) && !but.some((place) => file.startsWith(place))) files.push(file)
      return files
    }

    it('by its name, in any way of asking', async () => {
      const quoted = `\\s*['"\`](${names})['"\`]`
      const asks = new RegExp(
        `(===?|!==?|\\bcase|\\bis|includes\\(|has\\(|startsWith\\(|endsWith\\(|test\\()${quoted}|['"\`](${names})['"\`]\\s*(===?|!==?|in\\b)`,
      )
      assert.deepEqual(await found(asks, []), [])
    })

    it('nor does any name, host or title of one stand in it: they are in the presets and in the demo’s people', async () => {
      const others = presetNames.filter((name) => name !== 'genkan').join('|')
      assert.deepEqual(await found(new RegExp(`\\b(${others})\\b`), ['src/society/read-preset.ts', 'src/demo/']), [])
      const policies = await policiesOf(presetNames)
      const said = policies.flatMap(([, { societyName, title, contact, sender, hosts }]) => {
        const kana = societyName.replace('健康保険組合', '')
        return [societyName, title, `${kana}健`, contact.name, contact.phone, sender.address, hosts.rpId, hosts.origin]
      })
      const general = new Set(['健保加入者ページ', '健康保険組合加入者ページ'])
      const words = [...new Set(said)].filter((word) => !general.has(word)).map((word) => RegExp.escape(word))
      assert.deepEqual(await found(new RegExp(words.join('|')), []), [])
      assert.deepEqual(await found(/portal\.localhost/, ['src/demo/']), [])
    })

    it('and both searches find what they look for', async () => {
      const planted = "if (society.name === 'wakaba') return"
      assert.match(planted, new RegExp(`===\\s*['"\`](${names})['"\`]`))
      const presets = await readFile(join(root, 'src/society/read-preset.ts'), 'utf8')
      assert.match(presets, new RegExp(`\\b(${names})\\b`))
    })
  })
})
