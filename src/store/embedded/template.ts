import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { cp, mkdir, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { applyMigrations } from '../migrate.ts'
import { readMigrations } from '../migration-files.ts'
import { ownerClient } from './owner-client.ts'
import { EmbeddedServer } from './wire.ts'

const cache = join(import.meta.dirname, '../../../node_modules/.cache/genkan')
const keptTemplates = 6

/**
 * Puts a migrated database where `cluster` says. Creating one takes seconds, so it happens once per version and is
 * copied from then on. Whatever kills us on the way leaves no half-made database behind: the last step is a rename.
 */
export async function createCluster(cluster: string, migrations?: string): Promise<void> {
  const unfinished = `${cluster}.new`
  await rm(unfinished, { recursive: true, force: true })
  const template = await prepareTemplate(migrations).catch(unlessReadOnly)
  if (template) await cp(template, unfinished, { recursive: true })
  else await build(unfinished, migrations)
  await rename(unfinished, cluster)
}

/** Where the template is; made now unless it is there. Throws where the checkout cannot be written. */
export async function prepareTemplate(migrations?: string): Promise<string> {
  const template = join(cache, `embedded-${await fingerprint(migrations)}`)
  await mkdir(cache, { recursive: true })
  if (!existsSync(template)) {
    const mine = `${template}.${process.pid}`
    await build(mine, migrations)
    // Another process may have been faster; then its template is as good as ours.
    await rename(mine, template).catch(() => rm(mine, { recursive: true, force: true }))
    await forgetOldTemplates()
  }
  const now = new Date()
  await utimes(template, now, now)
  return template
}

/** Each takes 40 MB; those of earlier versions, or of a process that was killed, are not needed again. */
async function forgetOldTemplates(): Promise<void> {
  const names = (await readdir(cache)).filter((name) => name.startsWith('embedded-'))
  const aged = await Promise.all(names.map(async (name) => ({ name, usedAt: await usedAt(name) })))
  const old = aged.sort((a, b) => b.usedAt - a.usedAt).slice(keptTemplates)
  for (const { name } of old) await rm(join(cache, name), { recursive: true, force: true })
}

/** Another process may be tidying up at the same time; what is gone was used long ago. */
async function usedAt(name: string): Promise<number> {
  return (await stat(join(cache, name)).catch(() => undefined))?.mtimeMs ?? 0
}

async function build(folder: string, migrations?: string): Promise<void> {
  const server = await EmbeddedServer.start(folder)
  try {
    const client = await ownerClient(server)
    await applyMigrations(client, migrations)
    await client.end()
  } finally {
    await server.close()
  }
}

async function fingerprint(migrations?: string): Promise<string> {
  const hash = createHash('sha256')
  for (const part of ['@electric-sql/pglite', 'pg-boss']) hash.update(`${part} ${await versionOf(part)}\n`)
  for (const source of ['migrate.ts', 'queue-schema.ts', 'roles.ts'])
    hash.update(await readFile(join(import.meta.dirname, '..', source)))
  for (const { name, checksum } of await readMigrations(migrations)) hash.update(`${name} ${checksum}\n`)
  return hash.digest('hex').slice(0, 16)
}

async function versionOf(part: string): Promise<string> {
  const manifest = new URL('../package.json', import.meta.resolve(part))
  return JSON.parse(await readFile(manifest, 'utf8')).version
}

function unlessReadOnly(error: NodeJS.ErrnoException): undefined {
  if (!['EACCES', 'EPERM', 'EROFS'].includes(error.code ?? '')) throw error
}
