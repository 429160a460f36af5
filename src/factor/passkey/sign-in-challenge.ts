import { createHash } from 'node:crypto'
import { type Instant, minutes } from '../../kernel/clock.ts'
import type { Keyring } from '../../kernel/keyring.ts'
import type { Tx } from '../../store/database.ts'
import { newChallenge } from './challenge.ts'

/** The sign-in page may stand open for a while before somebody touches the autofill. */
const LIFETIME = minutes(60)
/** A page shows what its browser was given before, so that a second tab does not spoil the first. */
const REUSED_FOR = minutes(20)

/** A challenge for somebody who is nobody yet: nothing is stored, the browser keeps it sealed in a cookie. */
export type SealedChallenge = { readonly challenge: string; readonly sealed: string }

/** The challenge in the cookie, if it is fresh enough to be shown again, or a new one. */
export function signInChallenge(
  keyring: Keyring,
  societyId: number,
  cookie: string | undefined,
  now: Instant,
): SealedChallenge {
  const kept = cookie === undefined ? undefined : open(keyring, societyId, cookie)
  if (cookie !== undefined && kept && now - kept.madeAt <= REUSED_FOR) {
    return { challenge: kept.challenge, sealed: cookie }
  }
  const challenge = newChallenge()
  return { challenge, sealed: keyring.seal('passkey-challenge', `${now} ${challenge}`, [societyId]) }
}

/**
 * Redeems the challenge of a cookie: undefined when it is not ours, too old, or was answered before. What was answered
 * is noted by its digest until no cookie can carry it any more.
 */
export async function spendSignInChallenge(
  tx: Tx,
  keyring: Keyring,
  societyId: number,
  cookie: string | undefined,
  now: Instant,
): Promise<string | undefined> {
  const kept = cookie === undefined ? undefined : open(keyring, societyId, cookie)
  if (!kept || now - kept.madeAt > LIFETIME) return undefined
  await tx
    .deleteFrom('spent_challenge')
    .where('society_id', '=', societyId)
    .where('spent_at', '<', new Date(now - 2 * LIFETIME))
    .execute()
  const spent = await tx
    .insertInto('spent_challenge')
    .values({ society_id: societyId, digest: digestOf(kept.challenge), spent_at: new Date(now) })
    .onConflict((conflict) => conflict.columns(['society_id', 'digest']).doNothing())
    .returning('digest')
    .executeTakeFirst()
  return spent ? kept.challenge : undefined
}

function open(keyring: Keyring, societyId: number, cookie: string): { madeAt: Instant; challenge: string } | undefined {
  const [madeAt, challenge] = keyring.unseal('passkey-challenge', cookie, [societyId])?.split(' ') ?? []
  return madeAt && challenge ? { madeAt: Number(madeAt), challenge } : undefined
}

const digestOf = (challenge: string): string => createHash('sha256').update(challenge).digest('base64url')
