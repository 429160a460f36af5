import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { type Database, openDatabase } from '../../src/store/database.ts'
import { migrate } from '../../src/store/migrate.ts'

const migrations = join(import.meta.dirname, '../support/shelf')
const writer = join(import.meta.dirname, '../support/keep-writing.ts')

describe('the folder of the embedded database', () => {
  let home: string
  before(async () => {
    home = await mkdtemp(join(tmpdir(), 'genkan-test-'))
  })
  after(() => rm(home, { recursive: true, force: true }))
  const folder = (name: string) => join(home, name)

  const withDatabase = async <T>(dataDir: string, work: (database: Database) => Promise<T>): Promise<T> => {
    const database = await openDatabase({ dataDir, migrations })
    try {
      return await work(database)
    } finally {
      await database.close()
    }
  }
  const count = (database: Database) =>
    database.inSociety(1, async (tx) => {
      const { rows } = await sql<{ all: number; last: number }>`
        select count(*) as all, coalesce(max(id), 0) as last from thing`.execute(tx)
      return rows[0] as { all: number; last: number }
    })

  it('keeps what was written, from one start to the next', async () => {
    await withDatabase(folder('kept'), (database) =>
      database.inSociety(1, (tx) => sql`insert into thing values (1, 1, 'kept')`.execute(tx)),
    )
    assert.deepEqual(await withDatabase(folder('kept'), count), { all: 1, last: 1 })
  })

  it('says what was applied when it is migrated, and nothing the second time', async () => {
    assert.deepEqual(await migrate({ dataDir: folder('migrated'), migrations }), ['0001-shelf.sql'])
    assert.deepEqual(await migrate({ dataDir: folder('migrated'), migrations }), [])
  })

  it('opens once in a process, and again after it was closed', async () => {
    await withDatabase(folder('once'), async () => {
      await assert.rejects(
        openDatabase({ dataDir: folder('once'), migrations }),
        new RegExp(`open in process ${process.pid} `),
      )
      await assert.rejects(migrate({ dataDir: folder('once'), migrations }), /open in process/)
    })
    await withDatabase(folder('once'), count)
  })

  it('is refused while another process has it, and names that process; its death frees the folder', async () => {
    const child = start(folder('shared'))
    await written(child, 2)
    await assert.rejects(
      openDatabase({ dataDir: folder('shared'), migrations }),
      new RegExp(`open in process ${child.pid} `),
    )
    await kill(child)
    await withDatabase(folder('shared'), count)
  })

  it('loses nothing that was acknowledged, and keeps no half, when its process is killed while it writes', async () => {
    let acknowledged = 0
    for (const more of [40, 90, 20]) {
      const child = start(folder('killed'))
      acknowledged = await written(child, acknowledged + more)
      await kill(child)
      const { all, last } = await withDatabase(folder('killed'), count)
      assert.ok(last >= acknowledged, `${acknowledged} were acknowledged, ${last} are there`)
      assert.equal(all, last, 'both rows of a pair or none')
    }
  })

  it('starts anew when its process was killed while it was made', async () => {
    const dataDir = folder('half-made')
    await withDatabase(dataDir, count)
    await rm(join(dataDir, 'cluster'), { recursive: true })
    await mkdir(join(dataDir, 'cluster.new'))
    await writeFile(join(dataDir, 'cluster.new', 'PG_VERSION'), 'half')
    assert.deepEqual(await withDatabase(dataDir, count), { all: 0, last: 0 })
    assert.ok(!(await readdir(dataDir)).includes('cluster.new'))
  })

  it('is left alone when it was not made by Genkan', async () => {
    await mkdir(folder('foreign'))
    await writeFile(join(folder('foreign'), 'letter.txt'), 'mine')
    await assert.rejects(openDatabase({ dataDir: folder('foreign'), migrations }), /was not made by Genkan/)
    assert.deepEqual(await readdir(folder('foreign')), ['letter.txt'])
  })

  it('is free again when the migration fails', async () => {
    const broken = folder('broken-migrations')
    await mkdir(broken)
    await writeFile(join(broken, '0001-broken.sql'), 'create tabel x')
    await assert.rejects(openDatabase({ dataDir: folder('freed'), migrations: broken }), /0001-broken.sql failed/)
    await withDatabase(folder('freed'), count)
  })

  it('is nowhere when no folder is named', async () => {
    // A temporary folder of our own: other tests have databases in the usual one at the same time.
    const { TMPDIR } = process.env
    process.env.TMPDIR = folder('temporary')
    await mkdir(process.env.TMPDIR)
    const database = await openDatabase({ migrations })
    assert.deepEqual(await count(database), { all: 0, last: 0 })
    await database.close()
    assert.deepEqual(await readdir(process.env.TMPDIR), [])
    if (TMPDIR === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = TMPDIR
  })

  function start(dataDir: string): ChildProcess {
    return spawn(process.execPath, [writer, dataDir, migrations], { stdio: ['ignore', 'pipe', 'inherit'] })
  }

  /** Resolves to the highest number acknowledged, once it is at least `enough`. */
  async function written(child: ChildProcess, enough: number): Promise<number> {
    assert.ok(child.stdout)
    for await (const line of createInterface(child.stdout)) if (Number(line) >= enough) return Number(line)
    throw new Error('the writer ended by itself')
  }

  async function kill(child: ChildProcess): Promise<void> {
    const exited = once(child, 'exit')
    child.kill('SIGKILL')
    await exited
  }
})
