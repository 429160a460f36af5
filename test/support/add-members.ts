import { sql } from 'kysely'
import type { Database } from '../../src/store/database.ts'

/** Members by the thousand, who have no letter yet: 加入者00001 … in the order of their numbers. */
export async function addMembers(database: Database, societyId: number, count: number): Promise<void> {
  await database.inSociety(societyId, (tx) =>
    sql`with made as (
        insert into account (society_id, kind, name, birth_date)
        select ${societyId}, 'member', '加入者' || lpad(n::text, 6, '0'), '1979-08-22' from generate_series(1, ${count}) n
        returning id, name)
      insert into member (society_id, account_id, symbol, number, branch, category)
      select ${societyId}, id, '束1', substr(name, 4), '00', 'insured' from made`.execute(tx),
  )
}
