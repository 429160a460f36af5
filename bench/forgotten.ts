/**
 * Does the time of an answer tell whether somebody exists? Requests for a forgotten password and a forgotten user ID, for
 * known and unknown ones, a thousand each, over the whole stack on PostgreSQL (REC-03, FID-08; ASVS 6.3.8).
 */
import { type Member, openWorld } from '../test/support/world.ts'

const EACH = Number(process.env.PROBES ?? 1000)
/** Between 0.5 (nothing to tell) and 1 (always told). Three standard deviations of chance at 1000 each are 0.04. */
const LIMIT = 0.05

const world = await openWorld('server')
const known: string[] = []
for (let n = 0; n < EACH; n += 1) known.push(await verified(await world.member('genkan'), `known-${n}@mail.example`))
const unknown = known.map((_, n) => `other-${n}@mail.example`)

console.log('| what is asked for | probes each | median ms known | unknown | told apart (0.5 = not at all) | limit |')
console.log('| --- | --- | --- | --- | --- | --- |')
let failed = false
await compare('a forgotten password', '/forgot-password', (mail) => ({ userId: mail }))
await compare('a forgotten user ID', '/forgot-user-id', (mail) => ({ birthDate: '19790822', mail }))
await world.close()
process.exit(failed ? 1 : 0)

async function compare(name: string, path: string, fields: (mail: string) => Record<string, string>): Promise<void> {
  const times: { known: number[]; unknown: number[] } = { known: [], unknown: [] }
  for (let n = 0; n < 50; n += 1) await probe(path, fields(`warm-up-${n}@mail.example`))
  for (let n = 0; n < EACH; n += 1) {
    const pair = [['known', known[n]] as const, ['unknown', unknown[n]] as const]
    // Which of the two comes first changes, so that neither is always the one after a pause.
    for (const [kind, mail] of n % 2 === 0 ? pair : pair.toReversed())
      times[kind].push(await probe(path, fields(mail ?? '')))
  }
  const told = toldApart(times.known, times.unknown)
  const tellable = Math.abs(told - 0.5) > LIMIT
  failed ||= tellable
  const median = (all: readonly number[]) => (all.toSorted((a, b) => a - b)[all.length >> 1] ?? 0).toFixed(2)
  const verdict = `0.5 ± ${LIMIT}${tellable ? ' MISSED' : ''}`
  console.log(
    `| ${name} | ${EACH} | ${median(times.known)} | ${median(times.unknown)} | ${told.toFixed(3)} | ${verdict} |`,
  )
}

async function probe(path: string, fields: Record<string, string>): Promise<number> {
  const browser = await world.browser()
  const start = performance.now()
  const response = await browser.send(path, fields)
  await response.text()
  if (response.status !== 303) throw new Error(`a probe was answered with ${response.status}`)
  return performance.now() - start
}

/** How often a known one takes longer than an unknown one (the area under the ROC curve, by Mann and Whitney). */
function toldApart(one: readonly number[], other: readonly number[]): number {
  let longer = 0
  for (const a of one) for (const b of other) longer += a > b ? 1 : a === b ? 0.5 : 0
  return longer / (one.length * other.length)
}

/** A verified address without a sitting. */
async function verified(member: Member, mail: string): Promise<string> {
  const { id } = await world.society('genkan')
  await world.database.inSociety(id, async (tx) => {
    const at = new Date(world.now)
    const owner = { society_id: id, account_id: member.accountId }
    const times = { on_file_at: at, submitted_at: at, verified_at: at, verified_visit_id: null, roots: null }
    await tx
      .insertInto('mail_address')
      .values({ ...owner, address: mail, address_key: mail, source: 'member', ...times })
      .execute()
    await tx
      .insertInto('identifier')
      .values({ ...owner, kind: 'mail', value: mail })
      .execute()
  })
  return mail
}
