import { type RawBuilder, sql } from 'kysely'
import type { Instant } from '../kernel/clock.ts'
import type { Tx } from '../store/database.ts'
import type { Policy } from './policy.ts'

/** How many members a change meets, and what it means for them. `strands`: nothing that they hold would open any more. */
export type PolicyImpact = { readonly members: number; readonly strands: boolean; readonly what: string }

/** Older policies may lack newer keys. */
type Before = Partial<Policy>

type Place = { readonly societyId: number; readonly epoch: number; readonly now: Instant }

type Question = { readonly strands: boolean; readonly what: string; readonly whose: RawBuilder<unknown> }

/**
 * Whom a change of policy meets; the one count behind `society check` and `society apply`, which refuses what strands
 * (design.md §5, invariant 9). Owners of a withdrawn method keep it, and nobody who can sign in is sent back for an ID.
 * Whoever has a letter that still opens is not stranded; closed accounts do not count.
 */
export async function policyImpact(tx: Tx, place: Place, before: Before, after: Policy): Promise<PolicyImpact[]> {
  const impacts: PolicyImpact[] = []
  for (const { strands, what, whose } of [...meets(before, after), ...stranding(before, after)]) {
    const members = await counted(tx, place, strands ? sql`${whose} and not exists ${livingLetter(place)}` : whose)
    if (members > 0) impacts.push({ members, strands, what })
  }
  return impacts
}

function meets(before: Before, after: Policy): Question[] {
  const offered = after.methods.map(({ method }) => method)
  const withdrawn = (before.methods ?? []).filter(({ method }) => !offered.includes(method))
  const found = withdrawn.map(({ method }): Question => {
    return {
      strands: false,
      what: `chose ${method} and have not set it up: they choose again`,
      whose: sql`exists (select 1 from method_choice c where c.society_id = a.society_id and c.account_id = a.id
        and c.method = ${method}) and not exists ${SECOND_FACTOR}`,
    }
  })
  if (before.mail === 'optional' && after.mail === 'required')
    found.push({
      strands: false,
      what: 'have no verified address: they are asked for one at their next sign-in',
      whose: sql`exists ${SECOND_FACTOR} and not exists ${VERIFIED}`,
    })
  if (after.signInWith === 'id' && before.signInWith !== 'id')
    found.push({
      strands: false,
      what: 'sign in with their address and have no ID of their own: only the ID on their letter opens then',
      whose: sql`exists ${PASSWORD} and not exists ${ids('own', 'kept')} and exists ${ids('temporary')}`,
    })
  return found
}

function stranding(before: Before, after: Policy): Question[] {
  const found: Question[] = []
  if (after.passkey === 'afterPassword' && before.passkey !== 'afterPassword')
    found.push({
      strands: true,
      what: 'have a passkey and no password, and a password would come first',
      whose: sql`exists ${PASSKEY} and not exists ${PASSWORD}`,
    })
  if (after.signInWith === 'id' && before.signInWith !== 'id')
    found.push({
      strands: true,
      what: 'have a password, an address and no ID that they could type',
      whose: sql`exists ${PASSWORD} and exists ${ids('mail')} and not exists ${ids('own', 'kept', 'temporary')}`,
    })
  if (before.initial?.includes('computed') && !after.initial.includes('computed'))
    found.push({
      strands: true,
      what: 'kept an ID of the former system and have not begun: they need a letter first',
      whose: sql`exists ${ids('kept')} and not exists ${PASSWORD} and not exists ${SECOND_FACTOR}`,
    })
  const later = after.methods.some(({ method }) => after.enrolment[method] === 'nextSignIn')
  if (before.mailVerification !== 'afterwards' && after.mailVerification === 'afterwards' && !later)
    found.push({
      strands: true,
      what: 'have a password, no verified address and no method yet: they need a letter first',
      whose: sql`exists ${PASSWORD} and not exists ${SECOND_FACTOR} and not exists ${VERIFIED}`,
    })
  return found
}

async function counted(tx: Tx, { societyId }: Place, whose: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from account a
    where a.society_id = ${societyId} and a.closed_at is null and ${whose}`.execute(tx)
  return rows[0]?.n ?? 0
}

const PASSWORD = sql`(select 1 from password p where p.society_id = a.society_id and p.account_id = a.id)`
const PASSKEY = sql`(select 1 from passkey k where k.society_id = a.society_id and k.account_id = a.id
  and k.removed_at is null)`
const VERIFIED = sql`(select 1 from mail_address d where d.society_id = a.society_id and d.account_id = a.id
  and d.removed_at is null and d.verified_at is not null)`
const SECOND_FACTOR = sql`(select 1 from passkey k where k.society_id = a.society_id and k.account_id = a.id
    and k.removed_at is null
  union all select 1 from totp_device t where t.society_id = a.society_id and t.account_id = a.id and t.removed_at is null
  union all select 1 from mail_method m where m.society_id = a.society_id and m.account_id = a.id and m.removed_at is null)`

function ids(...kinds: ('own' | 'kept' | 'temporary' | 'mail')[]): RawBuilder<unknown> {
  return sql`(select 1 from identifier i where i.society_id = a.society_id and i.account_id = a.id
    and i.kind = any(${kinds}))`
}

function livingLetter({ epoch, now }: Place): RawBuilder<unknown> {
  return sql`(select 1 from letter l where l.society_id = a.society_id and l.account_id = a.id and l.spent_at is null
    and l.cancelled_at is null and l.expires_at > ${new Date(now)} and l.epoch = ${epoch})`
}
