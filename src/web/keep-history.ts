import { purgeHistory } from '../audit/purge-history.ts'
import { sealHistory } from '../audit/seal-history.ts'
import { type Clock, days } from '../kernel/clock.ts'
import type { Keyring } from '../kernel/keyring.ts'
import type { Chores } from '../mail/chores.ts'
import type { Society, SocietyDirectory } from '../society/society-directory.ts'
import type { Database } from '../store/database.ts'

/** What was written up to five minutes ago can still be changed unseen by whoever owns the database. */
const SEAL_SECONDS = 5 * 60
const PURGE_SECONDS = 24 * 60 * 60

/** The upkeep of the history: seals it every few minutes, and purges daily what the society's policy no longer keeps. */
export async function keepHistory(
  chores: Chores,
  at: { database: Database; keyring: Keyring; directory: SocietyDirectory; clock: Clock },
): Promise<void> {
  const { database, keyring, directory, clock } = at
  const each = async (work: (society: Society) => Promise<unknown>) => {
    let failed: unknown
    // One after the other: visitors need the connections.
    for (const society of await directory.all())
      await work(society).catch((error: unknown) => {
        failed ??= error
      })
    if (failed !== undefined) throw failed
  }
  await chores.every('seal-history', SEAL_SECONDS, () => each(({ id }) => sealHistory(database, keyring, id, clock())))
  await chores.every('purge-history', PURGE_SECONDS, () =>
    each(({ id, policy }) => {
      const now = clock()
      const before = now - days(policy.lifetimes.auditDays)
      return purgeHistory(database, keyring, id, { before, now, actor: 'system' })
    }),
  )
}
