/**
 * From `npm start` on an installed checkout to the first page, with the embedded database (a folder that is there, and a fresh
 * one) and against a PostgreSQL that runs (design.md §10).
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { createDatabase } from '../test/support/database.ts'
import { Connection } from './driver/connection.ts'
import { benchDatabase } from './stage/database.ts'
import { median, openFigures } from './stage/figures.ts'
import { freePort } from './stage/node.ts'
import { processorTime } from './stage/processor-time.ts'

/** Seconds. */
type Taken = { readonly took: number; readonly cpu: number }

const TIMES = Number(process.env.TIMES ?? 5)
const LIMIT = { embedded: 3, server: 1 }
const ROOT = join(import.meta.dirname, '..')

const folder = await mkdtemp(join(tmpdir(), 'genkan-bench-'))
const { DATABASE_URL: _, ...plain } = process.env
await benchDatabase()
const server = { ...plain, DATABASE_URL: await createDatabase() }

// Whatever is made once per version is there afterwards.
await firstPage(join(folder, 'warm-up'), plain)
const fresh = await several((at) => firstPage(join(folder, `fresh-${at}`), plain))
const again = await several(() => firstPage(join(folder, 'fresh-0'), plain))
const freshServer = await firstPage(join(folder, 'server'), server)
const onServer = await several(() => firstPage(join(folder, 'server'), server))
const npm = await several(npmAlone)
await rm(folder, { recursive: true })

const figures = openFigures(`first page after \`npm start\` (${availableParallelism()} cores, median of ${TIMES})`)
const seconds = (value: number) => `${value.toFixed(2)} s`
const both = ({ took, cpu }: Taken) => `${seconds(took)}, ${seconds(cpu)} of processor time`
figures.row('npm itself, starting nothing', seconds(npm.took))
figures.row('embedded, a data folder that is there', both(again), {
  value: again.took,
  most: LIMIT.embedded,
  unit: ' s',
})
figures.row('embedded, a fresh folder: societies and members are made', both(fresh))
figures.row('a running PostgreSQL, societies and members there', both(onServer), {
  value: onServer.took,
  most: LIMIT.server,
  unit: ' s',
})
figures.row('a running PostgreSQL, the first time', both(freshServer))
figures.end()

async function several(work: (at: number) => Promise<Taken>): Promise<Taken> {
  const all: Taken[] = []
  for (let at = 0; at < TIMES; at += 1) all.push(await work(at))
  return { took: median(all.map(({ took }) => took)), cpu: median(all.map(({ cpu }) => cpu)) }
}

/** Seconds from the command to the first whole page; `cpu` is what npm and all that it started used of the processor. */
async function firstPage(data: string, env: NodeJS.ProcessEnv): Promise<Taken> {
  const port = await freePort()
  const start = performance.now()
  const child = spawn('npm', ['start', '--', '--port', String(port), '--data', data], {
    cwd: ROOT,
    env,
    stdio: 'ignore',
    detached: true,
  })
  const took = await opened(child, port).then(() => (performance.now() - start) / 1000)
  const cpu = processorTime(child.pid ?? 0)
  const exit = once(child, 'exit')
  // npm, its shell, the launcher and the program.
  process.kill(-(child.pid ?? 0), 'SIGTERM')
  await exit
  await closed(port)
  return { took, cpu }
}

async function opened(child: ChildProcess, port: number): Promise<void> {
  while (child.exitCode === null) {
    const connection = await Connection.open(port).catch(() => undefined)
    if (!connection) {
      await setTimeout(10)
      continue
    }
    const { status, body } = await connection.send(`GET /sign-in HTTP/1.1\r\nHost: localhost:${port}\r\n\r\n`)
    connection.close()
    if (status !== 200 || !body.includes('</html>')) throw new Error(`the first page was ${status}: ${body}`)
    return
  }
  throw new Error(`npm start ended with ${child.exitCode}`)
}

/** The next start needs the data folder for itself. */
async function closed(port: number): Promise<void> {
  for (;;) {
    const connection = await Connection.open(port).catch(() => undefined)
    if (!connection) break
    connection.close()
    await setTimeout(20)
  }
  await setTimeout(300)
}

async function npmAlone(): Promise<Taken> {
  const empty = join(folder, 'npm')
  await rm(empty, { recursive: true, force: true })
  await mkdir(empty)
  await writeFile(join(empty, 'package.json'), JSON.stringify({ name: 'empty', scripts: { start: 'true' } }))
  const start = performance.now()
  const child = spawn('npm', ['start'], { cwd: empty, stdio: 'ignore' })
  await once(child, 'exit')
  return { took: (performance.now() - start) / 1000, cpu: Number.NaN }
}
