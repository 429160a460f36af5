import { randomBytes } from 'node:crypto'
import { availableParallelism } from 'node:os'
import * as nodeRs from '@node-rs/argon2'
import type { Result } from '../../kernel/result.ts'
import { type Lane, openWaitingLine } from './waiting-line.ts'

export type { Lane }

export type Hasher = {
  /** A PHC string to store. `lane` is 'known' unless said otherwise: whoever sets a password is already signed in. */
  hash(password: string, lane?: Lane): Promise<Result<string, 'busy'>>
  /**
   * Whether the password is the stored one. Without a stored one (`null`: unknown ID, no password, computed password) the
   * same work is done and the answer is false, so that the time tells nothing (design.md §5, invariant 1; ASVS 6.3.8).
   */
  verify(phc: string | null, password: string, lane?: Lane): Promise<Result<boolean, 'busy'>>
  /** Whether a stored hash was made with other parameters than today's; hash again after a good sign-in (NIST-07). */
  needsRehash(phc: string): boolean
}

/** The library's two functions, asynchronous and off the main thread. */
export type Argon2 = {
  hash(password: string, cost: typeof COST): Promise<string>
  verify(phc: string, password: string): Promise<boolean>
}

// The library's default algorithm is argon2id, version 19; the test reads both out of the PHC string.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 }
const PREFIX = `$argon2id$v=19$m=${COST.memoryCost},t=${COST.timeCost},p=${COST.parallelism}$`
const SALT_BYTES = 16
const WAITING_PER_CORE = 64

/**
 * argon2id m=19456 KiB t=2 p=1, off the event loop, one at a time per core (more at once costs a third of the rate).
 * `queueLimit` bounds how many may wait in each lane: about one second's work unless said otherwise. 'busy' is a 503 with
 * Retry-After. With more than 4 cores UV_THREADPOOL_SIZE must be at least cores + 2 when the process starts.
 */
export function openHasher(options: { cores?: number; queueLimit?: number } = {}, argon2: Argon2 = nodeRs): Hasher {
  const cores = options.cores ?? availableParallelism()
  const line = openWaitingLine({ places: cores, limit: options.queueLimit ?? WAITING_PER_CORE * cores })
  const nobody = hashOfNobody()
  return {
    hash: (password, lane = 'known') => line.run(lane, () => argon2.hash(hashedForm(password), COST)),
    verify: (phc, password, lane = 'unknown') =>
      line.run(lane, async () => (await argon2.verify(phc ?? nobody, hashedForm(password))) && phc !== null),
    needsRehash: (phc) => !phc.startsWith(PREFIX),
  }
}

/** Passwords are only NFC-normalised (NIST-06): not trimmed, not folded, not cut. */
function hashedForm(password: string): string {
  return password.normalize('NFC')
}

// Random bytes in the shape of a hash: no password is known for it, and checking it costs what checking a real one does.
function hashOfNobody(): string {
  const part = (bytes: number) => randomBytes(bytes).toString('base64').replace(/=+$/, '')
  return `${PREFIX}${part(SALT_BYTES)}$${part(COST.outputLen)}`
}
