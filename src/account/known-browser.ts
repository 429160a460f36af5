import { days, type Instant } from '../kernel/clock.ts'
import type { Tx } from '../store/database.ts'
import { sent } from '../store/pipeline.ts'

/** A browser in which this account has been signed in to completely: what its cookie says, and its row. */
export type KnownBrowser = { readonly accountId: string; readonly id: string }

/** How long a browser is known after its last complete sign-in. */
export const KNOWN_FOR = days(180)
/** Each has a budget of its own, so there are not many per account. */
const MOST_PER_ACCOUNT = 10

type Place = { readonly id: number; readonly epoch: number }

/** The living row of this account among what the cookie says; undefined for a stranger's browser. */
export async function findKnownBrowser(
  tx: Tx,
  society: Place,
  known: readonly KnownBrowser[],
  accountId: string,
  now: Instant,
): Promise<KnownBrowser | undefined> {
  const claimed = known.find((browser) => browser.accountId === accountId)
  if (!claimed) return undefined
  const row = await tx
    .selectFrom('known_browser')
    .select('id')
    .where('society_id', '=', society.id)
    .where('id', '=', claimed.id)
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', new Date(now))
    .where('epoch', '=', society.epoch)
    .executeTakeFirst()
  return row && claimed
}

/** After a complete sign-in: the browser is known from now on, or for longer. The account is locked by the caller. */
export async function rememberBrowser(
  tx: Tx,
  society: Place,
  known: readonly KnownBrowser[],
  accountId: string,
  now: Instant,
): Promise<KnownBrowser> {
  const seen = { last_used_at: new Date(now), expires_at: new Date(now + KNOWN_FOR) }
  const before = await findKnownBrowser(tx, society, known, accountId, now)
  if (before) {
    sent(
      tx
        .updateTable('known_browser')
        .set(seen)
        .where('society_id', '=', society.id)
        .where('id', '=', before.id)
        .execute(),
    )
    return before
  }
  const id = crypto.randomUUID()
  sent(
    tx
      .insertInto('known_browser')
      .values({
        society_id: society.id,
        id,
        account_id: accountId,
        created_at: new Date(now),
        ...seen,
        epoch: society.epoch,
      })
      .execute(),
  )
  await endAllButNewest(tx, society.id, accountId, now)
  return { accountId, id }
}

/** 全てのデバイスからサインアウトする: the other browsers are strangers again (SES-06). */
export async function forgetOtherBrowsers(
  tx: Tx,
  societyId: number,
  accountId: string,
  known: readonly KnownBrowser[],
  now: Instant,
): Promise<void> {
  const kept = known.filter((browser) => browser.accountId === accountId).map(({ id }) => id)
  await tx
    .updateTable('known_browser')
    .set({ ended_at: new Date(now) })
    .where('society_id', '=', societyId)
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .$if(kept.length > 0, (query) => query.where('id', 'not in', kept))
    .execute()
}

async function endAllButNewest(tx: Tx, societyId: number, accountId: string, now: Instant): Promise<void> {
  const newest = tx
    .selectFrom('known_browser')
    .select('id')
    .where('society_id', '=', societyId)
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .orderBy('last_used_at', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST_PER_ACCOUNT)
  sent(
    tx
      .updateTable('known_browser')
      .set({ ended_at: new Date(now) })
      .where('society_id', '=', societyId)
      .where('account_id', '=', accountId)
      .where('ended_at', 'is', null)
      .where('id', 'not in', newest)
      .execute(),
  )
}
