import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { openDatabase } from './database.ts'
import { claimDataFolder } from './embedded/data-folder.ts'
import { ownerClient } from './embedded/owner-client.ts'
import { EmbeddedServer } from './embedded/wire.ts'

describe('the roles of the program', () => {
  // On a database of its own: roles belong to a whole server, and the other tests use theirs.
  it('are refused at the start when one of them could read past row security', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'genkan-test-'))
    try {
      await (await openDatabase({ dataDir })).close()
      for (const rights of ['genkan_app superuser', 'genkan_app nosuperuser bypassrls', 'genkan_across bypassrls']) {
        await asOwner(dataDir, `alter role ${rights}`)
        await assert.rejects(openDatabase({ dataDir }), /is a superuser or bypasses row security/)
        await asOwner(dataDir, `alter role ${rights.split(' ')[0]} nosuperuser nobypassrls`)
      }
      await (await openDatabase({ dataDir })).close()
    } finally {
      await rm(dataDir, { recursive: true })
    }
  })
})

async function asOwner(dataDir: string, text: string): Promise<void> {
  const place = await claimDataFolder(dataDir)
  const server = await EmbeddedServer.start(place.cluster)
  const client = await ownerClient(server)
  await client.query(text)
  await client.end()
  await server.close()
  place.release()
}
