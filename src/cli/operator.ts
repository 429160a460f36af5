import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { type Clock, systemClock } from '../kernel/clock.ts'
import { type Keyring, openKeyring } from '../kernel/keyring.ts'
import type { Queue } from '../mail/queue.ts'
import { type Database, openDatabase } from '../store/database.ts'
import { askDemo } from './command-socket.ts'
import { DEMO_DATA, type Environment } from './config.ts'
import type { Io } from './io.ts'

/** What an operator's command works with. */
export type Operator = {
  readonly database: Database
  readonly clock: Clock
  /** Throws where no keys are configured: letters and locks need them. */
  keyring(): Keyring
  /** Of the demo in which the command runs: a second one on an embedded database would send again what is being sent. */
  readonly queue?: Queue
}

/** A command of the operator: `genkan NAME ARGS…`. Returns the exit code. */
export type OperatorCommand = (operator: Operator, args: readonly string[], io: Io) => Promise<number>

export type Asked = {
  readonly argv: readonly string[]
  readonly args: readonly string[]
  /** The demo that was named with `--data`. */
  readonly dataDir: string | undefined
}

/**
 * Runs a command where the database is: on the server of DATABASE_URL, unless a demo is named; else inside the demo that
 * has its data folder open, else on the folder itself.
 */
export async function runAsOperator(command: OperatorCommand, asked: Asked, env: Environment, io: Io): Promise<number> {
  const url = asked.dataDir === undefined ? env.DATABASE_URL?.trim() : undefined
  const dataDir = asked.dataDir ?? DEMO_DATA
  if (!url) {
    const exit = await askDemo(dataDir, asked.argv, io)
    if (exit !== undefined) return exit
  }
  const folder = join(dataDir, 'database')
  if (!url && !existsSync(folder)) {
    io.err(`there is no demo in ${dataDir}: start one with \`npm start\`, or set DATABASE_URL`)
    return 2
  }
  // Bulk commands make much text that is soon forgotten, and V8 would give it a hundred megabytes to lie about in.
  setFlagsFromString('--semi-space-growth-factor=1')
  const database = await openDatabase(url ? { url } : { dataDir: folder })
  try {
    return await command({ database, clock: systemClock, keyring: () => keysOf(env, url) }, asked.args, io)
  } finally {
    await database.close()
  }
}

function keysOf(env: Environment, url: string | undefined): Keyring {
  if (!url) throw new Error('this needs the keys of the demo, which has them while it runs: start it with `npm start`')
  if (env.GENKAN_KEYS) return openKeyring(env.GENKAN_KEYS)
  throw new Error('GENKAN_KEYS is not set: this needs the keys that the nodes have')
}
