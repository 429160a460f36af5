import { type Instant, minutes } from '../../kernel/clock.ts'
import { randomToken } from '../../kernel/random.ts'
import type { Tx } from '../../store/database.ts'

export type Ceremony = 'enrol' | 'prove'

/** What a page offers is good for as long as a half-signed-in visit may stand still, and then some. */
const LIFETIME = minutes(20)
/** A reload shows the same challenge as long as there is time enough left to answer it. */
const REUSED_FOR = minutes(10)

/** 32 random bytes (the specification asks for 16). */
export const newChallenge = (): string => randomToken(32)

/** The challenge that a page of this visit shows: the same in a second tab, a new one when it has aged or was answered. */
export async function openChallenge(
  tx: Tx,
  at: { societyId: number; visitId: string; ceremony: Ceremony },
  now: Instant,
): Promise<string> {
  const fresh = { challenge: newChallenge(), created_at: new Date(now) }
  const replaced = await tx
    .insertInto('passkey_challenge')
    .values({ society_id: at.societyId, visit_id: at.visitId, ceremony: at.ceremony, ...fresh })
    .onConflict((conflict) =>
      conflict
        .columns(['society_id', 'visit_id', 'ceremony'])
        .doUpdateSet(fresh)
        .where('passkey_challenge.created_at', '<', new Date(now - REUSED_FOR)),
    )
    .returning('challenge')
    .executeTakeFirst()
  if (replaced) return replaced.challenge
  const kept = await tx
    .selectFrom('passkey_challenge')
    .select('challenge')
    .where('society_id', '=', at.societyId)
    .where('visit_id', '=', at.visitId)
    .where('ceremony', '=', at.ceremony)
    .executeTakeFirstOrThrow()
  return kept.challenge
}

/** Takes the visit's challenge away: it is answered once, right or wrong. Undefined when there is none or it is too old. */
export async function burnChallenge(
  tx: Tx,
  at: { societyId: number; visitId: string; ceremony: Ceremony },
  now: Instant,
): Promise<string | undefined> {
  const burnt = await tx
    .deleteFrom('passkey_challenge')
    .where('society_id', '=', at.societyId)
    .where('visit_id', '=', at.visitId)
    .where('ceremony', '=', at.ceremony)
    .returning(['challenge', 'created_at'])
    .executeTakeFirst()
  return burnt && now - burnt.created_at.getTime() <= LIFETIME ? burnt.challenge : undefined
}
