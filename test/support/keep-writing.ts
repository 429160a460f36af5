// A process of its own that writes to the embedded database in the folder it is given, and says on stdout what it was
// told is safe: one line per committed pair of rows. It goes on until it is killed.
import { sql } from 'kysely'
import { openDatabase } from '../../src/store/database.ts'

const [dataDir, migrations] = process.argv.slice(2)
const database = await openDatabase({ dataDir, migrations })

const { last } = await database.inSociety(1, async (tx) => {
  const { rows } = await sql<{ last: number }>`select coalesce(max(id), 0) as last from thing`.execute(tx)
  return rows[0] as { last: number }
})
for (let id = last + 1; ; id += 2) {
  await database.inSociety(1, async (tx) => {
    await sql`insert into thing values (1, ${id}, 'first of two')`.execute(tx)
    await sql`insert into thing values (1, ${id + 1}, 'second of two')`.execute(tx)
  })
  process.stdout.write(`${id + 1}\n`)
}
