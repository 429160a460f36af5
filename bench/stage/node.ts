import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { Done, Job } from '../driver/main.ts'
import type { Place } from '../driver/visitor.ts'
import type { Stage } from './society.ts'

const ROOT = join(import.meta.dirname, '../..')

/** A real node: `genkan serve` in a process of its own, behind a proxy that it believes. */
export type ServedStage = { readonly place: Place; readonly pid: number; stop(): Promise<void> }

export async function serveStage(stage: Stage, nodeArgs: readonly string[] = []): Promise<ServedStage> {
  const port = await freePort()
  const child = spawn(process.execPath, [...nodeArgs, join(ROOT, 'src/cli/main.ts'), 'serve'], {
    env: {
      ...process.env,
      DATABASE_URL: stage.databaseUrl,
      GENKAN_KEYS: stage.keys,
      GENKAN_SMTP_URL: 'smtp://127.0.0.1:9',
      GENKAN_PORT: String(port),
      GENKAN_TRUSTED_PROXIES: '127.0.0.1',
    },
    stdio: ['ignore', 'inherit', 'pipe'],
  })
  await said(child, 'genkan serves on')
  return { place: { port, host: stage.host }, pid: child.pid ?? 0, stop: () => ended(child) }
}

/** The driver, in a process of its own. */
export type Driver = { readonly pid: number; run(job: Job): Promise<Done>; stop(): Promise<void> }

export function startDriver(): Driver {
  const child = fork(join(ROOT, 'bench/driver/main.ts'))
  return {
    pid: child.pid ?? 0,
    async run(job) {
      child.send(job)
      const [answer] = (await once(child, 'message')) as [{ done?: Done; failed?: string }]
      if (!answer.done) throw new Error(`the driver gave up: ${answer.failed}`)
      return answer.done
    },
    stop: () => ended(child),
  }
}

/** A port that nobody has at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}

async function said(child: ChildProcess, words: string): Promise<void> {
  let text = ''
  await new Promise<void>((resolve, reject) => {
    child.stderr?.setEncoding('utf8').on('data', (chunk) => {
      text += chunk
      if (text.includes(words)) resolve()
    })
    child.once('exit', () => reject(new Error(`the node did not start: ${text}`)))
  })
  child.stderr?.on('data', (chunk) => process.stderr.write(chunk))
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = once(child, 'exit')
  child.kill('SIGTERM')
  await exit
}
