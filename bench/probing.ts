/**
 * Does the time of an answer tell whether an ID exists? Wrong passwords for known and unknown IDs, a thousand each, over
 * the whole stack on PostgreSQL; compared as distributions (ASVS 6.3.8; design.md §5, invariant 1).
 */
import { availableParallelism } from 'node:os'
import { activate } from '../test/support/story.ts'
import { type Member, openWorld, type World } from '../test/support/world.ts'

const EACH = Number(process.env.PROBES ?? 1000)
/** As many as an ID has before it is locked, and one that meets the lock. */
const TRIES = 6
/** Between 0.5 (nothing to tell) and 1 (always told). Three standard deviations of chance at 1000 each are 0.04. */
const LIMIT = 0.05

const world = await openWorld('server')
const model = await world.member('genkan', { mail: 'model@mail.example' })
await activate(world, await world.browser(), model)

const people = Math.ceil(EACH / TRIES)
const active: string[] = []
const letters: string[] = []
for (let n = 0; n < people; n += 1) {
  const member = await world.member('genkan')
  letters.push(member.letter.temporaryId)
  active.push(await withPassword(world, member, `bench-known-${String(n).padStart(4, '0')}`))
}
const nobody = Array.from({ length: people }, (_, n) => `bench-other-${String(n).padStart(4, '0')}`)
const noLetter = letters.map((_, n) => String(n).padStart(7, '0'))

console.log('| who is asked for | probes | median ms | p95 ms | told apart (0.5 = not at all) | limit |')
console.log('| --- | --- | --- | --- | --- | --- |')
let failed = false
await compare('an active account', active, 'an unknown ID', nobody)
await compare('an account never activated', letters, 'an unknown temporary ID', noLetter)
await world.close()
process.exit(failed ? 1 : 0)

async function compare(knownName: string, known: string[], unknownName: string, unknown: string[]): Promise<void> {
  const times: { known: number[]; unknown: number[] } = { known: [], unknown: [] }
  await probe('warm-up-id', 99)
  for (let tried = 0; tried < TRIES; tried += 1)
    for (let n = 0; n < people; n += 1) {
      // Which of the two comes first changes, so that neither is always the one after a pause.
      const pair = [['known', known[n]] as const, ['unknown', unknown[n]] as const]
      for (const [kind, userId] of n % 2 === 0 ? pair : pair.toReversed())
        if (times[kind].length < EACH) times[kind].push(await probe(userId ?? '', tried))
    }
  const told = toldApart(times.known, times.unknown)
  const tellable = Math.abs(told - 0.5) > LIMIT
  failed ||= tellable
  for (const [name, measured] of [
    [knownName, times.known],
    [unknownName, times.unknown],
  ] as const) {
    const sorted = measured.toSorted((one, other) => one - other)
    const at = (share: number) => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(2)
    const verdict = `0.5 ± ${LIMIT}${tellable ? ' MISSED' : ''}`
    console.log(`| ${name} | ${sorted.length} | ${at(0.5)} | ${at(0.95)} | ${told.toFixed(3)} | ${verdict} |`)
  }
}

async function probe(userId: string, tried: number): Promise<number> {
  const browser = await world.browser()
  const start = performance.now()
  const response = await browser.send('/sign-in', { userId, password: `probe ${tried}` })
  await response.text()
  const took = performance.now() - start
  if (response.status !== 422 && response.status !== 429)
    throw new Error(`a probe was answered with ${response.status}`)
  return took
}

/** How often a known one takes longer than an unknown one (the area under the ROC curve, by Mann and Whitney). */
function toldApart(known: readonly number[], unknown: readonly number[]): number {
  let longer = 0
  for (const one of known) for (const other of unknown) longer += one > other ? 1 : one === other ? 0.5 : 0
  return longer / (known.length * unknown.length)
}

/** An active account without its sitting: user ID, verified address and the hash of the model. */
async function withPassword(at: World, member: Member, userId: string): Promise<string> {
  const { id } = await at.society('genkan')
  await at.database.inSociety(id, async (tx) => {
    const { hash } = await tx
      .selectFrom('password')
      .select('hash')
      .where('account_id', '=', model.accountId)
      .executeTakeFirstOrThrow()
    const owner = { society_id: id, account_id: member.accountId }
    await tx
      .insertInto('identifier')
      .values({ ...owner, kind: 'own', value: userId })
      .execute()
    await tx
      .insertInto('password')
      .values({ ...owner, hash, set_at: new Date(at.now), bound_visit_id: null, roots: null })
      .execute()
  })
  return userId
}

if (availableParallelism() < 2) console.log('one core: the database is measured with us')
