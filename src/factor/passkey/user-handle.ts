import { randomToken } from '../../kernel/random.ts'
import type { Tx } from '../../store/database.ts'

/** 64 random bytes and nothing personal (WebAuthn Level 3 §14.6.1); made once, at the first registration. */
export async function userHandleOf(tx: Tx, societyId: number, accountId: string): Promise<string> {
  const kept = await tx
    .selectFrom('account')
    .select('user_handle')
    .where('society_id', '=', societyId)
    .where('id', '=', accountId)
    .executeTakeFirst()
  if (kept?.user_handle) return kept.user_handle
  // Of two first views at once both get the one that was kept.
  const { user_handle } = await tx
    .updateTable('account')
    .set(({ fn, ref, val }) => ({ user_handle: fn.coalesce(ref('user_handle'), val(randomToken(64))) }))
    .where('society_id', '=', societyId)
    .where('id', '=', accountId)
    .returning('user_handle')
    .executeTakeFirstOrThrow()
  if (!user_handle) throw new Error('a user handle that was just made must be there')
  return user_handle
}
