/**
 * The embedded database: PostgreSQL as WebAssembly, in one process, with one connection. Good for a desk, a demo and
 * tests: it never syncs to disk, so it survives the death of its process but not a power cut. It must not be loaded
 * where a server is used.
 */
import { existsSync, rmSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { StoreOptions } from '../database.ts'
import { applyMigrations } from '../migrate.ts'
import { readMigrations } from '../migration-files.ts'
import type { OpenStore } from '../open-server.ts'
import { openPool } from '../pool.ts'
import { claimDataFolder } from './data-folder.ts'
import { embeddedConfig, ownerClient } from './owner-client.ts'
import { createCluster } from './template.ts'
import { EmbeddedServer } from './wire.ts'

/** Transactions wait for each other here, so the last in a queue needs patience. */
const patienceMs = 60_000

/** Opens, creates or updates the database in `dataDir`; without one, in a folder that goes when it is closed. */
export async function openEmbedded(options: StoreOptions): Promise<OpenStore> {
  const { server, letGo } = await openMigrated(options)
  const pool = openPool({
    ...embeddedConfig(server),
    max: 1,
    idleTimeoutMillis: 0,
    connectionTimeoutMillis: patienceMs,
  })
  const close = async () => {
    await pool.end()
    await letGo()
  }
  try {
    // The first connection finds out whether the rights are safe to work with.
    ;(await pool.connect()).release()
  } catch (error) {
    await close()
    throw error
  }
  return { pool, close }
}

/** Brings the database in a folder up to date and closes it again. */
export async function migrateEmbedded(options: StoreOptions): Promise<string[]> {
  const { applied, letGo } = await openMigrated(options)
  await letGo()
  return applied
}

async function openMigrated({ dataDir, migrations }: StoreOptions) {
  const place = dataDir ? await claimDataFolder(dataDir) : await throwAwayFolder()
  let server: EmbeddedServer | undefined
  const letGo = async () => {
    await server?.close()
    await place.release()
  }
  try {
    const fresh = !existsSync(place.cluster)
    if (fresh) await createCluster(place.cluster, migrations)
    server = await EmbeddedServer.start(place.cluster)
    const client = await ownerClient(server)
    const added = await applyMigrations(client, migrations)
    await client.end()
    return { server, applied: fresh ? (await readMigrations(migrations)).map(({ name }) => name) : added, letGo }
  } catch (error) {
    await letGo()
    throw error
  }
}

async function throwAwayFolder(): Promise<{ cluster: string; release(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'genkan-'))
  const onExit = () => rmSync(path, { recursive: true, force: true })
  process.once('exit', onExit)
  return {
    cluster: join(path, 'cluster'),
    async release() {
      process.off('exit', onExit)
      await rm(path, { recursive: true, force: true })
    },
  }
}
