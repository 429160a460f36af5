import { type RawBuilder, sql } from 'kysely'
import type { Instant } from '../../kernel/clock.ts'

/** What became of a letter; only `living` opens the door. `unprinted`: issued, but its paper was never finished. */
export const LETTER_STATES = ['living', 'unprinted', 'spent', 'expired', 'returned', 'replaced', 'cancelled'] as const
export type LetterState = (typeof LETTER_STATES)[number]

/** The state of the letter `l`, computed; letters from before a restore (an older epoch) have expired. */
export function stateOfLetter(at: { readonly now: Instant; readonly epoch: number }): RawBuilder<LetterState> {
  return sql<LetterState>`case
    when l.returned_at is not null then 'returned'
    when l.cancelled_at is not null then coalesce(l.cancelled_because, 'cancelled')
    when l.spent_at is not null then 'spent'
    when l.expires_at <= ${new Date(at.now)} or l.epoch <> ${at.epoch} then 'expired'
    when l.printed_at is null and l.mail_address_id is null then 'unprinted'
    else 'living' end`
}
