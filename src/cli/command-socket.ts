import { createHash } from 'node:crypto'
import { realpathSync } from 'node:fs'
import { lstat, rm } from 'node:fs/promises'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import * as v from 'valibot'
import { failure } from './failure.ts'
import type { Io } from './io.ts'

/** The shortest limit of the systems that we run on (macOS: 104 with the zero at the end). */
const LONGEST_PATH = 103

/** Where a running demo listens for commands; in the data folder itself the path could be too long for a socket. */
export function socketPath(dataDir: string, folder = tmpdir()): string {
  const key = createHash('sha256').update(realPath(dataDir)).digest('hex').slice(0, 20)
  if (process.platform === 'win32') return `\\\\.\\pipe\\genkan-${key}`
  const path = join(folder, `genkan-${userId()}-${key}.sock`)
  return Buffer.byteLength(path) <= LONGEST_PATH ? path : socketPath(dataDir, '/tmp')
}

/** One folder has one socket, whatever it is called by. */
function realPath(folder: string): string {
  try {
    return realpathSync(folder)
  } catch {
    return resolve(folder)
  }
}

const userId = (): number => process.getuid?.() ?? 0

/** `asks`: a person sits at the terminal of the caller. */
const asked = v.strictObject({ argv: v.array(v.string()), cwd: v.string(), asks: v.optional(v.boolean(), false) })
const answered = v.strictObject({ answer: v.boolean() })
type Said =
  | { readonly out: string }
  | { readonly err: string }
  | { readonly progress: string }
  | { readonly ask: string }
  | { readonly exit: number }
type Run = (argv: readonly string[], io: Io) => Promise<number>

/** A command fits into this many characters, and comes in this many milliseconds. */
const LONGEST_COMMAND = 64 * 1024
const PATIENCE_MS = 10_000

/**
 * Runs the commands that come over the socket, one process owning the embedded database (design.md §4, cli). Only the
 * user who runs the demo can reach it. Throws when another demo listens for this folder.
 */
export async function serveCommands(dataDir: string, run: Run): Promise<{ close(): Promise<void> }> {
  const path = socketPath(dataDir)
  await removeStale(path)
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
    // A client that is gone: what it asked for is carried out, and nobody is told.
    socket.on('error', () => socket.destroy())
    firstLine(socket, (line) => void answer(socket, line, run))
  })
  const mask = process.umask(0o177)
  await new Promise<void>((done, failed) => {
    server.once('error', failed)
    server.listen(path, done)
  }).finally(() => process.umask(mask))
  return {
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        for (const socket of open) socket.destroy()
      }),
  }
}

async function removeStale(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const there = await lstat(path).catch(() => undefined)
  if (!there) return
  if (there.uid !== userId() || !there.isSocket()) throw new Error(`${path} is not ours: remove it`)
  const living = await new Promise<boolean>((told) => {
    const probe = connect(path)
    probe.once('connect', () => told(true)).once('error', () => told(false))
    probe.once('connect', () => probe.destroy())
  })
  if (living) throw new Error('another demo runs on this data folder')
  await rm(path, { force: true })
}

function firstLine(socket: Socket, then: (line: string) => void): void {
  let text = ''
  socket.setEncoding('utf8')
  socket.setTimeout(PATIENCE_MS, () => socket.destroy())
  socket.on('data', (chunk) => {
    text += chunk
    const end = text.indexOf('\n')
    if (end < 0 && text.length > LONGEST_COMMAND) socket.destroy()
    if (end < 0) return
    socket.removeAllListeners('data').resume()
    socket.setTimeout(0)
    then(text.slice(0, end))
  })
}

async function answer(socket: Socket, line: string, run: Run): Promise<void> {
  const say = (said: Said) => void (socket.writable && socket.write(`${JSON.stringify(said)}\n`))
  const command = v.safeParse(v.pipe(v.string(), v.parseJson(), asked), line)
  if (!command.success) {
    say({ err: 'this is no command' })
    say({ exit: 2 })
  } else {
    const { argv, cwd, asks } = command.output
    const ask = (question: string) => {
      const heard = answerOf(socket)
      say({ ask: question })
      return heard
    }
    const io: Io = {
      cwd,
      out: (out) => say({ out }),
      err: (err) => say({ err }),
      progress: (progress) => say({ progress }),
      ask: asks ? ask : undefined,
    }
    say({ exit: await run(argv, io).catch((error: unknown) => failure(error, io)) })
  }
  socket.end()
}

/** What the caller answers; whoever hangs up or says something else has not said yes. */
function answerOf(socket: Socket): Promise<boolean> {
  return new Promise((done) => {
    let text = ''
    const listen = (chunk: string) => {
      text += chunk
      if (!text.includes('\n') && text.length <= LONGEST_COMMAND) return
      socket.off('data', listen)
      socket.resume()
      const said = v.safeParse(v.pipe(v.string(), v.parseJson(), answered), text.split('\n')[0])
      done(said.success && said.output.answer)
    }
    socket.on('data', listen)
    socket.once('close', () => done(false))
  })
}

/** Hands a command to a running demo; undefined when none of this user runs on this data folder. */
export async function askDemo(dataDir: string, argv: readonly string[], io: Io): Promise<number | undefined> {
  const path = socketPath(dataDir)
  const there = process.platform === 'win32' ? undefined : await lstat(path).catch(() => null)
  if (there === null || (there && there.uid !== userId())) return undefined
  const socket = connect(path)
  return new Promise((done) => {
    let exit: number | undefined
    socket.once('error', () => done(undefined))
    socket.once('connect', () => {
      socket.on('error', () => undefined)
      socket.write(`${JSON.stringify({ argv, cwd: io.cwd, asks: io.ask !== undefined })}\n`)
      const reply = async (question: string) => {
        const answer = (await io.ask?.(question)) ?? false
        if (socket.writable) socket.write(`${JSON.stringify({ answer })}\n`)
      }
      const lines = createInterface({ input: socket })
      lines.on('line', (line) => {
        const said = JSON.parse(line) as Said
        if ('out' in said) io.out(said.out)
        else if ('err' in said) io.err(said.err)
        else if ('progress' in said) io.progress?.(said.progress)
        else if ('ask' in said) void reply(said.ask)
        else exit = said.exit
      })
      lines.once('close', () => {
        if (exit === undefined) io.err('the demo stopped before the command was done')
        done(exit ?? 1)
      })
    })
  })
}
