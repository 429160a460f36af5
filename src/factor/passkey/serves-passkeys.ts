import type { Society } from '../../society/society-directory.ts'
import type { Database } from '../../store/database.ts'

/**
 * Whether the sign-in page of a society offers passkeys: they come first there, and they are on offer or somebody still
 * has one (a withdrawn method strands nobody, invariant 9).
 */
export async function servesPasskeys(database: Database, { id, policy }: Society): Promise<boolean> {
  if (policy.passkey !== 'first') return false
  if (policy.methods.some(({ method }) => method === 'passkey')) return true
  const owned = await database.inSociety(id, (tx) =>
    tx
      .selectFrom('passkey')
      .select('id')
      .where('society_id', '=', id)
      .where('removed_at', 'is', null)
      .limit(1)
      .executeTakeFirst(),
  )
  return owned !== undefined
}
