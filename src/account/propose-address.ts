import type { Instant } from '../kernel/clock.ts'
import { ok, type Result } from '../kernel/result.ts'
import type { Tx } from '../store/database.ts'
import type { KindName } from '../store/tables.ts'
import { findIdentifier } from './find-identifier.ts'
import { addressKey } from './mail-address-rule.ts'

/** The address that is to take the place of the current one once it is confirmed. */
export type ProposedAddress = { readonly id: string; readonly address: string; readonly proposedAt: Instant }

type Owner = { readonly societyId: number; readonly accountId: string }

/**
 * Notes which address is to be the next one: it counts nowhere until its code or link was used. What was proposed before is
 * taken back; the same address proposed again in the same visit goes on, so that its code stays good.
 */
export async function proposeAddress(
  tx: Tx,
  owner: Owner & { visitId: string; roots: readonly KindName[] | null },
  address: string,
  now: Instant,
): Promise<Result<{ id: string }, { readonly kind: 'taken' }>> {
  const found = await findIdentifier(tx, owner.societyId, addressKey(address))
  if (found && found.accountId !== owner.accountId) return { ok: false, error: { kind: 'taken' } }
  const before = await proposedAddress(tx, owner, owner.visitId)
  if (before && addressKey(before.address) === addressKey(address)) return ok({ id: before.id })
  await withdrawProposal(tx, owner)
  const { id } = await tx
    .insertInto('mail_address')
    .values({
      society_id: owner.societyId,
      account_id: owner.accountId,
      address,
      address_key: addressKey(address),
      source: 'member',
      on_file_at: new Date(now),
      removed_at: new Date(now),
      proposed_at: new Date(now),
      proposed_visit_id: owner.visitId,
      roots: owner.roots && [...owner.roots],
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return ok({ id })
}

/** What this visit has proposed and nobody has confirmed yet. */
export async function proposedAddress(tx: Tx, owner: Owner, visitId: string): Promise<ProposedAddress | undefined> {
  const row = await tx
    .selectFrom('mail_address')
    .select(['id', 'address', 'proposed_at'])
    .where('society_id', '=', owner.societyId)
    .where('account_id', '=', owner.accountId)
    .where('proposed_visit_id', '=', visitId)
    .where('proposed_at', 'is not', null)
    .where('verified_at', 'is', null)
    .executeTakeFirst()
  return row?.proposed_at ? { id: row.id, address: row.address, proposedAt: row.proposed_at.getTime() } : undefined
}

/**
 * Takes back whatever is proposed, but in the visit `except`: its code and its link confirm nothing any more.
 */
export async function withdrawProposal(tx: Tx, owner: Owner, except: string | null = null): Promise<void> {
  await tx
    .updateTable('mail_address')
    .set({ proposed_at: null })
    .where('society_id', '=', owner.societyId)
    .where('account_id', '=', owner.accountId)
    .where('proposed_at', 'is not', null)
    .where('verified_at', 'is', null)
    .$if(except !== null, (query) => query.where('proposed_visit_id', '<>', except))
    .execute()
}

/**
 * Whether a proposal can still be confirmed: it was not taken back, nobody has signed in elsewhere since, and its visit was
 * not ended by somebody else (design.md §6: outstanding links die with a sign-in and with 全てのデバイスからサインアウトする).
 */
export async function proposalLives(tx: Tx, societyId: number, id: string): Promise<boolean> {
  const row = await tx
    .selectFrom('mail_address')
    .innerJoin('visit', (join) =>
      join
        .onRef('visit.society_id', '=', 'mail_address.society_id')
        .onRef('visit.id', '=', 'mail_address.proposed_visit_id'),
    )
    .select(['visit.ended_because', 'visit.ended_at'])
    .where('mail_address.society_id', '=', societyId)
    .where('mail_address.id', '=', id)
    .where('mail_address.proposed_at', 'is not', null)
    .where('mail_address.verified_at', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('visit as later')
            .select('later.id')
            .whereRef('later.society_id', '=', 'mail_address.society_id')
            .whereRef('later.account_id', '=', 'mail_address.account_id')
            .whereRef('later.id', '<>', 'visit.id')
            .whereRef('later.started_at', '>', 'mail_address.proposed_at'),
        ),
      ),
    )
    .executeTakeFirst()
  return row !== undefined && (row.ended_at === null || row.ended_because === 'signedOut')
}

/** Puts the proposed address in the place of the current one, which stays in the history of the account. */
export async function adoptAddress(
  tx: Tx,
  owner: Owner & { id: string; visitId: string },
  now: Instant,
): Promise<void> {
  const at = new Date(now)
  await tx
    .updateTable('mail_address')
    .set({ removed_at: at })
    .where('society_id', '=', owner.societyId)
    .where('account_id', '=', owner.accountId)
    .where('removed_at', 'is', null)
    .execute()
  await tx
    .updateTable('mail_address')
    .set({ removed_at: null, submitted_at: at, verified_at: at, verified_visit_id: owner.visitId })
    .where('society_id', '=', owner.societyId)
    .where('id', '=', owner.id)
    .where('verified_at', 'is', null)
    .execute()
}
