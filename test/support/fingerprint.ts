import { sql } from 'kysely'
import type { World } from './world.ts'

/** What every table of a society holds, in a few characters per table: two that are equal mean that nothing was written. */
export async function fingerprint(world: World, name = 'genkan'): Promise<Record<string, string>> {
  const { id } = await world.society(name)
  return world.database.inSociety(id, async (tx) => {
    const tables = await sql<{ name: string }>`
      select table_name as name from information_schema.columns
      where table_schema = 'public' and column_name = 'society_id' and table_name <> 'society_host' order by 1`.execute(
      tx,
    )
    const each = tables.rows.map(
      ({ name: table }) => sql`select ${table}::text as name,
        count(*) || ' ' || md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as content from ${sql.table(table)} t`,
    )
    const { rows } = await sql<{ name: string; content: string }>`${sql.join(each, sql` union all `)}`.execute(tx)
    return Object.fromEntries(rows.map((row) => [row.name, row.content]))
  })
}
