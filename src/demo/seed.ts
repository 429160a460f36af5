import { isDeepStrictEqual } from 'node:util'
import { importMembers } from '../account/import/import-members.ts'
import type { Clock } from '../kernel/clock.ts'
import { applyPolicy } from '../society/apply-policy.ts'
import { bundledTexts } from '../society/bundled-texts.ts'
import { createSociety } from '../society/create-society.ts'
import { type PresetName, presetNames, readPreset } from '../society/read-preset.ts'
import { openSocietyDirectory, type Society } from '../society/society-directory.ts'
import { readPolicy } from '../society/validate-policy.ts'
import type { Database } from '../store/database.ts'
import { type DemoTools, putIntoState } from './demo-facts.ts'
import type { DemoMember } from './demo-record.ts'
import { demoFile, demoPeople } from './people.ts'

const [recommended] = presetNames

/** Where a sample society is reached: the recommended one on plain localhost, the others beside each other. */
export function demoOrigin(name: PresetName, port: number): { origin: string; others: string[]; rpId: string } {
  const own = `${name}.portal.localhost`
  if (name === recommended) return { origin: `http://localhost:${port}`, others: [`${own}:${port}`], rpId: 'localhost' }
  return { origin: `http://${own}:${port}`, others: [`www.${own}:${port}`], rpId: own }
}

/** Makes the sample societies, or moves those that are there to this port. */
export async function openDemoSocieties(database: Database, port: number, clock: Clock): Promise<Society[]> {
  const directory = openSocietyDirectory(database, clock)
  for (const name of presetNames) {
    const read = readPolicy({ ...(await readPreset(name)), hosts: demoOrigin(name, port) })
    if (!read.ok)
      throw new Error(`the preset ${name} does not validate: ${read.error.map(({ message }) => message).join(' ')}`)
    const before = await directory.byName(name).catch(() => undefined)
    if (isDeepStrictEqual(before?.policy, read.value)) continue
    const applied = await applyPolicy(database, name, read.value, clock)
    if (applied.ok) continue
    const created = await createSociety(
      database,
      { name, policy: read.value, texts: await bundledTexts(read.value, name) },
      clock,
    )
    if (!created.ok) throw new Error(`the society ${name} cannot be made: ${created.error.code}`)
  }
  const now = openSocietyDirectory(database, clock)
  const societies = await Promise.all(presetNames.map((name) => now.byName(name)))
  return societies.filter((society) => society !== undefined)
}

/** Brings the fictional members in, as a file first and then each into its state. */
export async function seedMembers(database: Database, society: Society, tools: DemoTools): Promise<DemoMember[]> {
  const name = society.name as PresetName
  const people = demoPeople(name)
  const file = (async function* () {
    yield Buffer.from(demoFile(people), 'utf8')
  })()
  // The file came in before the letters went out: an address in it was on file.
  const report = await importMembers(database, society.id, file, { clock: () => tools.now - 10 * 24 * 3600 * 1000 })
  if (report.counts.problem > 0) throw new Error(`the demo's own file has problems: ${JSON.stringify(report.problems)}`)
  return database.inSociety(society.id, async (tx) => {
    const members: DemoMember[] = []
    for (const person of people) {
      const { account_id } = await tx
        .selectFrom('member')
        .select('account_id')
        .where('society_id', '=', society.id)
        .where('symbol', '=', person.symbol)
        .where('number', '=', person.number)
        .where('branch', '=', person.branch)
        .executeTakeFirstOrThrow()
      members.push({ society: name, person, ...(await putIntoState(tx, tools, society, account_id, person)) })
    }
    return members
  })
}
