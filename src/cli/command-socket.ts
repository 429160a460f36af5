import { createHash } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import type { Io } from './io.ts'

/** Where a running demo listens for commands; in the data folder itself the path could be too long for a socket. */
export function socketPath(dataDir: string): string {
  const key = createHash('sha256').update(resolve(dataDir)).digest('hex').slice(0, 20)
  return process.platform === 'win32'
    ? `\\\\.\\pipe\\genkan-${key}`
    : join(tmpdir(), `genkan-${process.getuid?.() ?? 0}-${key}.sock`)
}

type Asked = { readonly argv: readonly string[]; readonly cwd: string }
type Said = { readonly out: string } | { readonly err: string } | { readonly exit: number }

/** Runs the commands that come over the socket, one process owning the embedded database (design.md §4, cli). */
export async function serveCommands(
  dataDir: string,
  run: (argv: readonly string[], io: Io) => Promise<number>,
): Promise<Server> {
  const path = socketPath(dataDir)
  await rm(path, { force: true })
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy())
    createInterface({ input: socket }).once('line', (line) => answer(socket, line, run))
  })
  const mask = process.umask(0o177)
  await new Promise<void>((done, failed) => {
    server.once('error', failed)
    server.listen(path, done)
  }).finally(() => process.umask(mask))
  return server
}

async function answer(socket: Socket, line: string, run: (argv: readonly string[], io: Io) => Promise<number>) {
  const say = (said: Said) => socket.writable && socket.write(`${JSON.stringify(said)}\n`)
  const { argv, cwd } = JSON.parse(line) as Asked
  const exit = await run(argv, { cwd, out: (out) => say({ out }), err: (err) => say({ err }) })
  say({ exit })
  socket.end()
}

/** Hands a command to a running demo; undefined when none runs on this data folder. */
export function askDemo(dataDir: string, argv: readonly string[], io: Io): Promise<number | undefined> {
  const socket = connect(socketPath(dataDir))
  return new Promise((done) => {
    let exit = 1
    socket.once('error', () => done(undefined))
    socket.once('connect', () => {
      socket.write(`${JSON.stringify({ argv, cwd: io.cwd } satisfies Asked)}\n`)
      const lines = createInterface({ input: socket })
      lines.on('line', (line) => {
        const said = JSON.parse(line) as Said
        if ('out' in said) io.out(said.out)
        else if ('err' in said) io.err(said.err)
        else exit = said.exit
      })
      lines.once('close', () => done(exit))
    })
  })
}
