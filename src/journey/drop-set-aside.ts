import { living } from './evidence.ts'
import type { VisitContext } from './handler.ts'

/**
 * Deletes the password that an unfinished founding left over and a newer letter set aside. Where the member goes on
 * without a password, nothing would replace it, and once a method is bound it would count again: as the password of
 * whoever had the older letter (invariant 10).
 */
export async function dropSetAside({ tx, society, situation, facts }: VisitContext): Promise<void> {
  const kept = new Set(living(facts).map(({ id }) => id))
  const leftOver = (facts.member?.credentials ?? []).some(({ id, factor }) => factor === 'password' && !kept.has(id))
  if (!leftOver || facts.recovery) return
  await tx
    .deleteFrom('password')
    .where('society_id', '=', society.id)
    .where('account_id', '=', situation.account.id)
    .execute()
}
