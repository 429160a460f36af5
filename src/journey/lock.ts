import { sql } from 'kysely'
import type { Tx } from '../store/database.ts'

/** Locks the account of a visit, then the visit: always in this order. False when there is no such visit. */
export async function lockVisit(tx: Tx, societyId: number, visitId: string): Promise<boolean> {
  const account = await sql`
    select a.id from account a
    where a.society_id = ${societyId}
      and a.id = (select v.account_id from visit v where v.society_id = ${societyId} and v.id = ${visitId})
    for update`.execute(tx)
  if (account.rows.length === 0) return false
  await sql`select 1 from visit where society_id = ${societyId} and id = ${visitId} for update`.execute(tx)
  return true
}

/** Locks an account before anything is decided about it. */
export async function lockAccount(tx: Tx, societyId: number, accountId: string): Promise<void> {
  await sql`select 1 from account where society_id = ${societyId} and id = ${accountId} for update`.execute(tx)
}
