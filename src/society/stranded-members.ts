import { sql } from 'kysely'
import type { Tx } from '../store/database.ts'
import type { Policy } from './policy.ts'

/** Whom a change would leave outside: how many, and why. */
export type Stranded = {
  readonly code: 'strands'
  readonly because: 'passkeyWithoutPassword' | 'mailWithoutId'
  readonly members: number
}

type Before = Partial<Pick<Policy, 'passkey' | 'signInWith'>>

/**
 * The members whose only credentials open nothing any more under the next policy (design.md §5, invariant 9): those with a
 * passkey and no password where passkeys no longer come first, those who can type nothing but their address where only an
 * ID opens the door. Numbers only; accounts that are closed do not count.
 */
export async function strandedMembers(tx: Tx, id: number, before: Before, next: Policy): Promise<Stranded | undefined> {
  const problems: Stranded[] = []
  if (next.passkey === 'afterPassword' && before.passkey !== 'afterPassword')
    problems.push({ code: 'strands', because: 'passkeyWithoutPassword', members: await withPasskeyAlone(tx, id) })
  if (next.signInWith === 'id' && before.signInWith !== 'id')
    problems.push({ code: 'strands', because: 'mailWithoutId', members: await withAddressAlone(tx, id) })
  return problems.find(({ members }) => members > 0)
}

async function withPasskeyAlone(tx: Tx, id: number): Promise<number> {
  const { rows } = await sql<{ count: string }>`
    select count(*) from account a
    where a.society_id = ${id} and a.closed_at is null
      and exists (select 1 from passkey k
        where k.society_id = a.society_id and k.account_id = a.id and k.removed_at is null)
      and not exists (select 1 from password p where p.society_id = a.society_id and p.account_id = a.id)`.execute(tx)
  return Number(rows[0]?.count)
}

async function withAddressAlone(tx: Tx, id: number): Promise<number> {
  const { rows } = await sql<{ count: string }>`
    select count(*) from account a
    where a.society_id = ${id} and a.closed_at is null
      and exists (select 1 from password p where p.society_id = a.society_id and p.account_id = a.id)
      and exists (select 1 from identifier i
        where i.society_id = a.society_id and i.account_id = a.id and i.kind = 'mail')
      and not exists (select 1 from identifier i
        where i.society_id = a.society_id and i.account_id = a.id and i.kind <> 'mail')`.execute(tx)
  return Number(rows[0]?.count)
}
