/**
 * What the seals of the history cost: writing an event with and without them, in alternating rounds on PostgreSQL, and how
 * many events are sealed and verified in a minute (a million each).
 */
import { sql } from 'kysely'
import { record } from '../src/audit/events.ts'
import { sealHistory } from '../src/audit/seal-history.ts'
import { verifyHistory } from '../src/audit/verify-history.ts'
import { asOwner } from '../test/support/owner.ts'
import { openWorld } from '../test/support/world.ts'

const EVENTS = Number(process.env.EVENTS ?? 1_000_000)
const PER_MINUTE = 1_000_000
const ROUNDS = 30
const WRITES = 200
/** Writing with seals may take so much of the time without. */
const RATIO = 1.2

const world = await openWorld('server')
const { database, keyring, now } = world
const { id } = await world.society('genkan')
let failed = false
const verdict = (fine: boolean, text: string): string => {
  failed ||= !fine
  return fine ? text : `${text} MISSED`
}

const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}

const write = async () => {
  const one = { name: 'factor.proven', actor: 'member', detail: { factor: 'password' } } as const
  for (let n = 0; n < WRITES; n += 1) await database.inSociety(id, (tx) => record(tx, id, now, [one]))
}
const sealed = (on: boolean) =>
  asOwner(
    database,
    on
      ? 'alter table event enable trigger event_takes_transaction_id; create index if not exists event_by_time on event using brin (society_id, happened_at)'
      : 'alter table event disable trigger event_takes_transaction_id; drop index if exists event_by_time',
  )

const ratios: number[] = []
const each: number[] = []
await write()
for (let round = 0; round < ROUNDS; round += 1) {
  const first = round % 2 === 0
  await sealed(first)
  const one = await seconds(write)
  await sealed(!first)
  const other = await seconds(write)
  ratios.push(first ? one / other : other / one)
  each.push(first ? one : other)
}
await sealed(true)
const median = (all: number[]) => all.toSorted((one, other) => one - other)[Math.floor(all.length / 2)] ?? 0
const ratio = median(ratios)

for (let n = 0; n < EVENTS; n += 100_000)
  await database.inSociety(id, (tx) =>
    sql`insert into event (society_id, happened_at, name, actor, account_id, visit_id, detail)
      select ${id}, now(), 'factor.proven', 'member', gen_random_uuid(), gen_random_uuid(), '{"factor": "password"}'
      from generate_series(1, ${Math.min(100_000, EVENTS - n)})`.execute(tx),
  )
let count = 0
const sealing = await seconds(async () => {
  count = await sealHistory(database, keyring, id, now)
})
const verifying = await seconds(async () => {
  const { broken, events } = await verifyHistory(database, keyring, id, { now })
  if (broken || events !== count) throw new Error(`not verified: ${JSON.stringify(broken)}`)
})
await world.close()

const rate = (took: number) => Math.round((count / took) * 60)
console.log('| the history | measured | limit |')
console.log('| --- | --- | --- |')
console.log(
  `| writing an event, with seals / without (${((median(each) / WRITES) * 1000).toFixed(2)} ms each) | ${ratio.toFixed(3)} | ${verdict(ratio <= RATIO, `≤ ${RATIO}`)} |`,
)
for (const [what, took] of [
  ['sealed', sealing],
  ['verified', verifying],
] as const)
  console.log(
    `| events ${what} per minute (${count}) | ${rate(took)} | ${verdict(rate(took) >= PER_MINUTE, `≥ ${PER_MINUTE}`)} |`,
  )
process.exit(failed ? 1 : 0)
