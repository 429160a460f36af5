/** One member of each society on a phone: the whole first login until the services open, the next sign-in, and what it took. */
import assert from 'node:assert/strict'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { type PresetName, presetNames } from '../../src/society/read-preset.ts'
import { openChromium, openProfile, phone, troubles } from '../support/chromium.ts'
import { ROOT, startDemo } from '../support/demo-process.ts'
import { type Method, Sitting } from './sitting.ts'
import { type Row, sittingsTable } from './sittings-table.ts'

const demo = await startDemo()
const browser = await openChromium()

/** The method that the society recommends; elsewhere one each, so that every method is walked. */
const METHODS: Record<PresetName, Method> = {
  genkan: 'passkey',
  aoba: 'passkey',
  wakaba: 'totp',
  hinode: 'totp',
  minato: 'mailCode',
  sakura: 'passkey',
}

const rows: Row[] = []

for (const society of presetNames)
  describe(`${society}, on a phone of 390 px`, async () => {
    const profile = await openProfile(browser, phone)
    after(() => profile.close())
    const found = troubles(profile)
    const method = METHODS[society]
    const sitting = await Sitting.begin(demo, await profile.newPage(), { society, method })

    it('PLT-13 PLT-20 FST-16 goes from the letter to open services', async () => {
      await sitting.firstLogin()
      assert.ok(await sitting.servicesAreOpen())
      assert.ok(await sitting.fitsTheScreen(), 'nothing is wider than the phone')
    })

    it('LGN-13 LGN-14 signs in again the next day', async () => {
      const first = sitting.takeCount()
      await sitting.nextSignIn()
      assert.ok(await sitting.servicesAreOpen())
      rows.push({ society, method, first, next: sitting.takeCount() })
    })

    it('takes less than the manuals, which needed 3 sign-ins and about 20 screens', () => {
      const { first } = rows.at(-1) ?? assert.fail('nothing was counted')
      assert.ok(first.screens.length < 20, first.screens.join(' '))
      assert.ok(first.signIns < 3)
      assert.deepEqual(found, [])
    })
  })

describe('genkan, on a tablet', async () => {
  const tablet = { ...phone, viewport: { width: 820, height: 1180 } }
  const profile = await openProfile(browser, tablet)
  after(() => profile.close())
  const found = troubles(profile)
  const sitting = await Sitting.begin(demo, await profile.newPage(), { society: 'genkan', method: 'totp', at: 1 })

  it('PLT-14 works the same way: the first login with the app, and the next sign-in', async () => {
    await sitting.firstLogin()
    assert.ok(await sitting.fitsTheScreen())
    await sitting.nextSignIn()
    assert.ok(await sitting.servicesAreOpen())
    assert.deepEqual(found, [])
  })
})

describe('what a sitting takes', () => {
  it('genkan needs seven screens, one sign-in, 14 typed characters and one look into the mail', () => {
    const { first, next } = rows.find(({ society }) => society === 'genkan') ?? assert.fail('genkan was not walked')
    const path = ['/letter', '/terms', '/mail', '/mail/code', '/enrol/passkey', '/recovery-paper', '/portal']
    assert.deepEqual(first, { screens: path, signIns: 1, typed: 14, trips: 1 })
    assert.deepEqual(next, { screens: ['/sign-in', '/portal'], signIns: 1, typed: 0, trips: 0 })
  })

  it('stands in docs/sittings.md as it was counted (else: cp reports/sittings.md docs/)', async (t) => {
    const table = sittingsTable(rows)
    await mkdir(join(ROOT, 'reports'), { recursive: true })
    await writeFile(join(ROOT, 'reports/sittings.md'), table)
    t.diagnostic(table)
    assert.equal(await readFile(join(ROOT, 'docs/sittings.md'), 'utf8').catch(() => ''), table)
  })
})
