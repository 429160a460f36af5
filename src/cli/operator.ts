import { join } from 'node:path'
import { type Clock, systemClock } from '../kernel/clock.ts'
import { type Keyring, openKeyring } from '../kernel/keyring.ts'
import { type Database, openDatabase } from '../store/database.ts'
import { askDemo } from './command-socket.ts'
import type { Io } from './io.ts'

/** What an operator's command works with. */
export type Operator = {
  readonly database: Database
  readonly clock: Clock
  /** Throws where no keys are configured: letters and locks need them. */
  keyring(): Keyring
}

/** A command of the operator: `genkan NAME ARGS…`. Returns the exit code. */
export type OperatorCommand = (operator: Operator, args: readonly string[], io: Io) => Promise<number>

/**
 * Runs a command where the database is: on the server of DATABASE_URL, else inside the demo that has this data folder
 * open, else on the folder itself.
 */
export async function runAsOperator(
  command: OperatorCommand,
  asked: { argv: readonly string[]; args: readonly string[]; dataDir: string },
  io: Io,
): Promise<number> {
  const url = process.env.DATABASE_URL
  if (!url) {
    const exit = await askDemo(asked.dataDir, asked.argv, io)
    if (exit !== undefined) return exit
  }
  const database = await openDatabase(url ? { url } : { dataDir: join(asked.dataDir, 'database') })
  try {
    return await command({ database, clock: systemClock, keyring: () => keysFor(url) }, asked.args, io)
  } finally {
    await database.close()
  }
}

function keysFor(url: string | undefined): Keyring {
  const keys = process.env.GENKAN_KEYS
  if (keys) return openKeyring(keys)
  throw new Error(
    url
      ? 'GENKAN_KEYS is not set'
      : 'this needs the keys of the demo, which has them while it runs: start it with `npm start`',
  )
}
