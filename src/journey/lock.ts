import { sql } from 'kysely'
import type { Tx } from '../store/database.ts'
import { sent } from '../store/pipeline.ts'

/** Locks the account of a visit, then the visit: always in this order. Nothing where there is no such visit. */
export function lockVisit(tx: Tx, societyId: number, visitId: string): void {
  const account = sql`
    select a.id from account a
    where a.society_id = ${societyId}
      and a.id = (select v.account_id from visit v where v.society_id = ${societyId} and v.id = ${visitId})
    for update`
  sent(account.execute(tx))
  sent(sql`select 1 from visit where society_id = ${societyId} and id = ${visitId} for update`.execute(tx))
}

/** Locks an account before anything is decided about it. */
export async function lockAccount(tx: Tx, societyId: number, accountId: string): Promise<void> {
  sent(sql`select 1 from account where society_id = ${societyId} and id = ${accountId} for update`.execute(tx))
}
