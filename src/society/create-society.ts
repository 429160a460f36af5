import { type Clock, seconds, systemClock } from '../kernel/clock.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import type { Database, Tx } from '../store/database.ts'
import { bundledTexts, type SocietyTexts } from './bundled-texts.ts'
import { claimHosts, findTakenHost, type HostTaken } from './claim-hosts.ts'
import type { Policy } from './policy.ts'

export type CreateSocietyProblem = { readonly code: 'nameShape' | 'nameTaken' } | HostTaken

/**
 * Adds a society with the first version of its policy, its terms and its notices. It can be reached only from the last
 * of the three transactions on, so one that was interrupted is not seen by anybody, and creating it again completes it.
 */
export async function createSociety(
  database: Database,
  society: { name: string; policy: Policy; texts?: SocietyTexts },
  clock: Clock = systemClock,
): Promise<Result<{ id: number }, CreateSocietyProblem>> {
  const { name, policy } = society
  if (!/^[a-z][a-z0-9-]{1,30}$/.test(name)) return err({ code: 'nameShape' })
  const reserved = await database.acrossSocieties((tx) => reserveName(tx, name, policy))
  if (!reserved.ok) return reserved
  const { id } = reserved.value
  const texts = society.texts ?? (await bundledTexts(policy))
  await database.inSociety(id, (tx) => publishTexts(tx, id, texts, new Date(clock())))
  return database.acrossSocieties((tx) => open(tx, id, policy, new Date(clock())))
}

async function reserveName(
  tx: Tx,
  name: string,
  policy: Policy,
): Promise<Result<{ id: number }, CreateSocietyProblem>> {
  const taken = await findTakenHost(tx, policy)
  const existing = await tx.selectFrom('society').select('id').where('name', '=', name).executeTakeFirst()
  if (existing && (await isOpen(tx, existing.id))) return err({ code: 'nameTaken' })
  if (taken) return err(taken)
  if (existing) return ok(existing)
  const created = await tx
    .insertInto('society')
    .values({ name })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .returning('id')
    .executeTakeFirst()
  return created ? ok(created) : err({ code: 'nameTaken' })
}

/** Terms and notices come together, once: whoever finds the terms finds the notices too. */
async function publishTexts(tx: Tx, societyId: number, texts: SocietyTexts, now: Date): Promise<void> {
  const { titleEn, bodyEn, ...first } = texts.terms
  const begun = await tx
    .insertInto('terms')
    .values({ society_id: societyId, ...first, title_en: titleEn, body_en: bodyEn, effective_at: now })
    .onConflict((conflict) => conflict.columns(['society_id', 'version']).doNothing())
    .returning('version')
    .executeTakeFirst()
  if (!begun || texts.notices.length === 0) return
  const notices = texts.notices.map(({ title, body, titleEn, bodyEn }, at) => ({
    society_id: societyId,
    title,
    body,
    title_en: titleEn,
    body_en: bodyEn,
    published_at: secondsBefore(now, at),
  }))
  await tx.insertInto('notice').values(notices).execute()
}

/** A second between each, so that the first of them stays on top. */
function secondsBefore(now: Date, count: number): Date {
  return new Date(now.getTime() - seconds(count))
}

async function open(
  tx: Tx,
  id: number,
  policy: Policy,
  now: Date,
): Promise<Result<{ id: number }, CreateSocietyProblem>> {
  await tx.selectFrom('society').select('id').where('id', '=', id).forUpdate().execute()
  if (await isOpen(tx, id)) return err({ code: 'nameTaken' })
  const taken = await claimHosts(tx, id, policy)
  if (taken) return err(taken)
  await tx
    .insertInto('society_policy')
    .values({ society_id: id, version: 1, policy: JSON.stringify(policy), applied_at: now })
    .execute()
  return ok({ id })
}

async function isOpen(tx: Tx, id: number): Promise<boolean> {
  const policy = await tx.selectFrom('society_policy').select('version').where('society_id', '=', id).executeTakeFirst()
  return policy !== undefined
}
