/** The command `genkan` as an operator types it: a process of its own, started through the launcher. */
import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { join } from 'node:path'
import type { Readable } from 'node:stream'

const ROOT = join(import.meta.dirname, '..', '..')

export type Run = {
  /** Of the environment only what a command may see beside its own variables is handed on. */
  readonly env?: Readonly<Record<string, string>>
  readonly cwd?: string
}

export type Ended = { readonly exit: number | null; readonly out: string; readonly err: string }

/** Runs a command to its end. */
export async function genkan(args: readonly string[], run: Run = {}): Promise<Ended> {
  return startGenkan(args, run).ended
}

export type Running = {
  readonly child: ChildProcessByStdio<null, Readable, Readable>
  readonly ended: Promise<Ended>
  /** Resolves when stdout or stderr has said this; rejects when the process ends without. */
  said(words: string): Promise<void>
}

export function startGenkan(args: readonly string[], { env = {}, cwd = ROOT }: Run = {}): Running {
  const { PATH = '', TMPDIR } = process.env
  const child = spawn(process.execPath, [join(ROOT, 'bin/genkan.cjs'), ...args], {
    cwd,
    env: { PATH, ...(TMPDIR ? { TMPDIR } : {}), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = { out: '', err: '' }
  const heard = new EventEmitter()
  for (const [name, stream] of [
    ['out', child.stdout],
    ['err', child.stderr],
  ] as const)
    stream.setEncoding('utf8').on('data', (chunk) => {
      said[name] += chunk
      heard.emit('more')
    })
  const ended = once(child, 'close').then(([exit]): Ended => ({ exit, ...said }))
  return {
    child,
    ended,
    async said(words) {
      while (!`${said.out}${said.err}`.includes(words)) {
        const end = ended.then(({ exit, err }) => Promise.reject(new Error(`ended with ${exit}: ${err}`)))
        await Promise.race([once(heard, 'more'), end])
      }
    },
  }
}
