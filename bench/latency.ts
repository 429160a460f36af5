/**
 * How long one sign-in takes with a thousand and with a million members, password and app, every step over HTTP, nothing
 * else going on; one sign-in here, one there (design.md §10).
 */
import { availableParallelism } from 'node:os'
import type { Person } from './driver/visitor.ts'
import { median, openFigures, quantile } from './stage/figures.ts'
import { addPeople } from './stage/members.ts'
import { type ServedStage, serveStage, startDriver } from './stage/node.ts'
import { openStage } from './stage/society.ts'

const SMALL = 1000
const LARGE = Number(process.env.MEMBERS ?? 1_000_000)
const EACH = Number(process.env.SIGN_INS ?? 200)
const LIMIT = 1.1
const WARM_UP = 20

type Place = { readonly all: number; readonly node: ServedStage; readonly people: Person[]; readonly took: number[] }

const small = await prepare(SMALL)
const large = await prepare(LARGE)
const driver = startDriver()
for (let number = 0; number < EACH + WARM_UP; number += 1)
  // Which of the two comes first changes, so that neither is always the one after a pause.
  for (const at of number % 2 === 0 ? [small, large] : [large, small]) {
    const people = at.people.splice(0, 1)
    const { took } = await driver.run({ kind: 'signIn', place: at.node.place, lanes: 1, people, seconds: 3600 })
    if (number >= WARM_UP) at.took.push(...took)
  }
await driver.stop()
for (const { node } of [small, large]) await node.stop()

const figures = openFigures(
  `one sign-in, password + app (${availableParallelism()} cores, Node ${process.versions.node}, ${EACH} each)`,
)
for (const { all, took } of [small, large])
  figures.row(`with ${all} members`, `median ${median(took).toFixed(1)} ms, p90 ${quantile(took, 0.9).toFixed(1)} ms`)
const ratio = median(large.took) / median(small.took)
figures.row('ratio of the medians', ratio.toFixed(3), { value: ratio, most: LIMIT })
figures.end()

/** Those who sign in are spread over all, so that no page of an index is warm for them all. */
async function prepare(all: number): Promise<Place> {
  const stage = await openStage()
  const people = await addPeople(stage, { all, signing: EACH + WARM_UP })
  return { all, node: await serveStage(stage), people, took: [] }
}
