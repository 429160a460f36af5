import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, describe, it } from 'node:test'
import { type FreshDatabase, freshDatabase, stores } from '../support/database.ts'

/** Tables that belong to no single society: the societies themselves, the look-up from a host, and the throttle of networks. */
const aboveSocieties = ['society', 'society_host', 'network_budget']

for (const store of stores)
  describe(`the tables of the product, ${store}`, () => {
    let database: FreshDatabase
    before(async () => {
      database = await freshDatabase(store)
    })
    const rows = async (text: string) => (await database.queueSql(text)).rows

    it('are all under forced row security, with a policy, and belong to the owner role', async () => {
      const tables = await rows(`
        select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as forced,
          exists (select from pg_policy p where p.polrelid = c.oid) as ruled, pg_get_userbyid(c.relowner) as owner
        from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`)
      assert.ok(tables.length > 10)
      assert.deepEqual(
        tables.filter(({ forced, ruled, owner }) => !forced || !ruled || owner !== 'genkan_owner'),
        [],
      )
    })

    it('lead with the society, in every primary key, unique index and foreign key too', async () => {
      const keys = await rows(`
        select c.conrelid::regclass::text as name, c.conname as key, a.attname as leads
        from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
        where c.connamespace = 'public'::regnamespace and c.contype in ('p', 'u', 'f')
        union all
        select i.indrelid::regclass::text, i.indexrelid::regclass::text, a.attname
        from pg_index i join pg_class c on c.oid = i.indrelid
        join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
        where c.relnamespace = 'public'::regnamespace and i.indisunique`)
      assert.ok(keys.length > 10)
      const other = keys.filter(({ name, leads }) => leads !== 'society_id' && !aboveSocieties.includes(String(name)))
      assert.deepEqual(other, [])
    })

    it('have no view that reads with the rights of its owner', async () => {
      const views = await rows(`
        select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('v', 'm')
        and not coalesce(reloptions @> '{security_invoker=true}', false)`)
      assert.deepEqual(views, [])
    })

    it('give nothing to everybody', async () => {
      const grants = await rows(`
        select c.relname from pg_class c, aclexplode(c.relacl) as a
        where c.relnamespace = 'public'::regnamespace and a.grantee = 0
        union all
        select n.nspname from pg_namespace n, aclexplode(n.nspacl) as a where n.nspname = 'public' and a.grantee = 0`)
      assert.deepEqual(grants, [])
    })

    it('are the ones that the code knows, column by column', async () => {
      const columns = await rows(`
        select c.relname as table, a.attname as column from pg_attribute a join pg_class c on c.oid = a.attrelid
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped`)
      const found = new Set(columns.map((column) => `${column.table}.${column.column}`))
      const written = new Set(await writtenColumns())
      assert.deepEqual([[...written.difference(found)], [...found.difference(written)]], [[], []])
    })
  })

/** `table.column` of everything in src/store/tables.ts: the names at the first and second depth of `Tables`. */
async function writtenColumns(): Promise<string[]> {
  const text = await readFile(join(import.meta.dirname, '../../src/store/tables.ts'), 'utf8')
  const [, body] =
    /export (?:type Tables =|interface Tables) \{([\s\S]*)/.exec(text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')) ?? []
  assert.ok(body, 'tables.ts has a type Tables')
  const found: string[] = []
  let depth = 0
  let table = ''
  for (const [token, name] of body.matchAll(/(?<![\w|.<] *)\b(\w+)\??:|[{}]/g)) {
    if (token === '{') depth++
    else if (token === '}') depth--
    else if (depth === 0) table = name as string
    else if (depth === 1) found.push(`${table}.${name}`)
    if (depth < 0) break
  }
  return found
}
