import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

export type MigrationFile = { name: string; sql: string; checksum: string }

const shipped = join(import.meta.dirname, 'migrations')

/** The migration files in their order, `NNNN-what-it-does.sql`. Throws on a name of another shape or a number used twice. */
export async function readMigrations(folder = shipped): Promise<MigrationFile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  names.forEach((name, at) => {
    if (!/^\d{4}-[a-z0-9-]+\.sql$/.test(name)) throw new Error(`migrations: ${name} is not named NNNN-what-it-does.sql`)
    if (names[at - 1]?.slice(0, 4) === name.slice(0, 4))
      throw new Error(`migrations: two files have the number of ${name}`)
  })
  return Promise.all(
    names.map(async (name) => {
      const sql = (await readFile(join(folder, name), 'utf8')).replaceAll('\r\n', '\n')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

/**
 * The files that a database still lacks. Throws when the past has been rewritten: an applied file changed or gone, or
 * a new file before an applied one.
 */
export function pendingOf(
  files: MigrationFile[],
  applied: readonly { name: string; checksum: string }[],
): MigrationFile[] {
  for (const [at, past] of applied.entries()) {
    const file = files.find(({ name }) => name === past.name)
    if (!file)
      throw new Error(`migrations: the database has had ${past.name}, which this version of Genkan does not know`)
    if (file.checksum !== past.checksum)
      throw new Error(`migrations: ${past.name} was changed after it had been applied; write a new file instead`)
    if (files[at] !== file)
      throw new Error(`migrations: ${files[at]?.name} comes before ${past.name}, which is already applied`)
  }
  return files.slice(applied.length)
}
