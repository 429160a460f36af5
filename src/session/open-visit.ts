import type { Instant } from '../kernel/clock.ts'
import type { Tx } from '../store/database.ts'
import { sent } from '../store/pipeline.ts'
import type { FactorName } from '../store/tables.ts'
import { digestOf, newVisitSecret, type VisitTicket } from './visit-ticket.ts'

export type NewProof = { readonly factor: FactorName; readonly credentialId: string | null }

/** What a visit starts with. */
export type VisitOpening = {
  readonly societyId: number
  readonly epoch: number
  readonly accountId: string
  readonly letterId: string | null
  readonly birthDateMatched: boolean
  /** A few words about the browser for the member's own eyes. */
  readonly browser: string
  /** The member asked to stay signed in, and the society allows it. */
  readonly rememberedUntil: Instant | null
  /** The visit begins as a recovery: what is said to be lost. */
  readonly recovering?: readonly FactorName[]
}

/** Makes a visit and the ticket for its cookie. */
export async function openVisit(tx: Tx, opening: VisitOpening, now: Instant): Promise<VisitTicket> {
  const secret = newVisitSecret()
  const at = new Date(now)
  const id = crypto.randomUUID()
  sent(
    tx
      .insertInto('visit')
      .values({
        id,
        society_id: opening.societyId,
        secret_digest: digestOf(secret),
        account_id: opening.accountId,
        started_at: at,
        last_seen_at: at,
        letter_id: opening.letterId,
        birth_date_matched_at: opening.birthDateMatched ? at : null,
        browser: opening.browser,
        epoch: opening.epoch,
        remembered_until: opening.rememberedUntil === null ? null : new Date(opening.rememberedUntil),
        recovering_at: opening.recovering ? at : null,
        lost: opening.recovering ? [...opening.recovering] : null,
      })
      .execute(),
  )
  return { id, secret }
}

/** Adds what was shown to a visit. */
export async function addProofs(
  tx: Tx,
  visit: { societyId: number; id: string },
  proofs: readonly NewProof[],
  now: Instant,
): Promise<void> {
  if (proofs.length === 0) return
  sent(
    tx
      .insertInto('proof')
      .values(
        proofs.map(({ factor, credentialId }) => ({
          society_id: visit.societyId,
          visit_id: visit.id,
          factor,
          credential_id: credentialId,
          proven_at: new Date(now),
        })),
      )
      .execute(),
  )
}

/**
 * A new secret after a proof (ASVS 7.2.4). `handOver` seals it for the page whose form was posted, since the answer that
 * carries it may get lost on its way.
 */
export async function rotateVisit(
  tx: Tx,
  visit: { societyId: number; id: string },
  handOver: (secret: string) => string | null,
  now: Instant,
): Promise<VisitTicket> {
  const secret = newVisitSecret()
  sent(
    tx
      .updateTable('visit')
      .set(({ ref }) => ({
        previous_digest: ref('secret_digest'),
        secret_digest: digestOf(secret),
        handover: handOver(secret),
        rotated_at: new Date(now),
        last_seen_at: new Date(now),
      }))
      .where('society_id', '=', visit.societyId)
      .where('id', '=', visit.id)
      .execute(),
  )
  return { id: visit.id, secret }
}
