import type { Instant } from '../kernel/clock.ts'
import type { Keyring } from '../kernel/keyring.ts'
import { randomDigits } from '../kernel/random.ts'
import type { Tx } from '../store/database.ts'
import { CODE_LENGTH } from './recovery-paper.ts'

/** Codes that a page shows (policy `recoveryPaper: screen`); they open nothing before their owner has put them away. */
export type CodeOffer = { readonly setId: string; readonly codes: readonly string[] }

/** How many codes a set has. */
export const SET_SIZE = 10

type OfVisit = { readonly societyId: number; readonly visitId: string }

/** The set that this visit is shown: made once, and the same after a reload, until it is confirmed. */
export async function offeredCodes(tx: Tx, keyring: Keyring, of: OfVisit, now: Instant): Promise<CodeOffer> {
  const setId = crypto.randomUUID()
  const codes = newCodes()
  const inserted = await tx
    .insertInto('recovery_offer')
    .values({
      society_id: of.societyId,
      visit_id: of.visitId,
      set_id: setId,
      codes_sealed: keyring.seal('recovery-offer', codes.join(' '), [of.societyId, of.visitId, setId]),
      created_at: new Date(now),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('set_id')
    .executeTakeFirst()
  if (inserted) return { setId, codes }
  const kept = await findOffer(tx, keyring, of)
  if (!kept) throw new Error('the offer went while it was read')
  return kept
}

/** The set that this visit was shown and has not confirmed; makes none. */
export async function findOffer(tx: Tx, keyring: Keyring, of: OfVisit): Promise<CodeOffer | undefined> {
  const row = await tx
    .selectFrom('recovery_offer')
    .select(['set_id', 'codes_sealed'])
    .where('society_id', '=', of.societyId)
    .where('visit_id', '=', of.visitId)
    .executeTakeFirst()
  return row && opened(keyring, of, row)
}

/**
 * The set of that id becomes the account's: the offer is taken once, the codes are kept as MACs, and the set before opens
 * nothing any more. False where this visit was not shown that set, or has confirmed it already.
 */
export async function keepCodes(
  tx: Tx,
  keyring: Keyring,
  of: OfVisit & { readonly accountId: string; readonly setId: string; readonly epoch: number },
  now: Instant,
): Promise<boolean> {
  const { societyId, visitId, accountId, setId, epoch } = of
  const row = await tx
    .deleteFrom('recovery_offer')
    .where('society_id', '=', societyId)
    .where('visit_id', '=', visitId)
    .where('set_id', '=', setId)
    .returning(['set_id', 'codes_sealed'])
    .executeTakeFirst()
  if (!row) return false
  const at = new Date(now)
  await tx
    .updateTable('recovery_code')
    .set({ replaced_at: at })
    .where('society_id', '=', societyId)
    .where('account_id', '=', accountId)
    .where('replaced_at', 'is', null)
    .where('spent_at', 'is', null)
    .execute()
  const common = { society_id: societyId, account_id: accountId, set_id: setId, epoch, created_at: at, kept_at: at }
  const mac = (code: string) => keyring.mac('recovery-code', String(societyId), accountId, code)
  const rows = opened(keyring, of, row).codes.map((code) => ({ ...common, code_mac: mac(code) }))
  await tx.insertInto('recovery_code').values(rows).execute()
  return true
}

/** How many codes still open something; null for whoever never had a set. */
export async function codesLeft(
  tx: Tx,
  society: { readonly id: number; readonly epoch: number },
  accountId: string,
): Promise<number | null> {
  const { made, left } = await tx
    .selectFrom('recovery_code')
    .select(({ fn }) => [
      fn.countAll<string>().as('made'),
      fn
        .countAll<string>()
        .filterWhere('spent_at', 'is', null)
        .filterWhere('replaced_at', 'is', null)
        .filterWhere('epoch', '=', society.epoch)
        .as('left'),
    ])
    .where('society_id', '=', society.id)
    .where('account_id', '=', accountId)
    .executeTakeFirstOrThrow()
  return Number(made) === 0 ? null : Number(left)
}

function newCodes(): readonly string[] {
  const codes = new Set<string>()
  while (codes.size < SET_SIZE) codes.add(randomDigits(CODE_LENGTH))
  return [...codes]
}

function opened(keyring: Keyring, of: OfVisit, row: { set_id: string; codes_sealed: string }): CodeOffer {
  const codes = keyring.unseal('recovery-offer', row.codes_sealed, [of.societyId, of.visitId, row.set_id])
  if (codes === undefined) throw new Error('the key of offered recovery codes is gone')
  return { setId: row.set_id, codes: codes.split(' ') }
}
