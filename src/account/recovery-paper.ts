import type { Instant } from '../kernel/clock.ts'
import { readDigits } from '../kernel/fold.ts'
import type { Keyring } from '../kernel/keyring.ts'
import type { Tx } from '../store/database.ts'

/** The number on the letter's lower half: 20 digits, 66 bits. */
const NUMBER_LENGTH = 20
/** A code of the set that a page shows: 12 digits, 39 bits, tried only behind the mailbox and five times. */
export const CODE_LENGTH = 12

type Owner = { readonly societyId: number; readonly accountId: string }

/** The bare digits of what was typed or pasted, if they can be a number of a letter or a code of a set. */
export function readRecoveryCode(typed: string): string | undefined {
  return readDigits(typed, NUMBER_LENGTH, CODE_LENGTH)
}

/** The paper that carries these digits and still opens; its id names it in a proof. */
export async function findPaper(
  tx: Tx,
  keyring: Keyring,
  owner: Owner & { epoch: number },
  digits: string,
): Promise<string | undefined> {
  const codes = await tx
    .selectFrom('recovery_code')
    .select(['id', 'code_mac as mac'])
    .where('society_id', '=', owner.societyId)
    .where('account_id', '=', owner.accountId)
    .where('kept_at', 'is not', null)
    .where('spent_at', 'is', null)
    .where('replaced_at', 'is', null)
    .where('epoch', '=', owner.epoch)
    .execute()
  const papers = [...codes, ...(await foundingLetters(tx, owner))]
  return papers.find(({ mac }) => matches(keyring, owner, mac, digits))?.id
}

/** What was shown in a visit is used up once something was bound by it; how many codes of a set that were. */
export async function spendPaper(tx: Tx, at: Owner & { visitId: string }, now: Instant): Promise<number> {
  const proofs = await tx
    .selectFrom('proof')
    .select('credential_id')
    .where('society_id', '=', at.societyId)
    .where('visit_id', '=', at.visitId)
    .where('factor', '=', 'recoveryCode')
    .execute()
  const ids = proofs.flatMap(({ credential_id }) => credential_id ?? [])
  if (ids.length === 0) return 0
  const { numUpdatedRows } = await tx
    .updateTable('recovery_code')
    .set({ spent_at: new Date(now) })
    .where('society_id', '=', at.societyId)
    .where('id', 'in', ids)
    .where('spent_at', 'is', null)
    .where('replaced_at', 'is', null)
    .executeTakeFirst()
  await tx
    .updateTable('letter')
    .set({ recovery_spent_at: new Date(now) })
    .where('society_id', '=', at.societyId)
    .where('id', 'in', ids)
    .where('recovery_spent_at', 'is', null)
    .execute()
  return Number(numUpdatedRows)
}

function matches(keyring: Keyring, { societyId, accountId }: Owner, mac: string, digits: string): boolean {
  return keyring.matches(mac, 'recovery-code', String(societyId), accountId, digits)
}

/** Letters with which a sitting was begun and ended: only the lower half of such a one lives. */
function foundingLetters(tx: Tx, owner: Owner & { epoch: number }) {
  return tx
    .selectFrom('letter')
    .select('id')
    .select(({ ref }) => ref('recovery_mac').$notNull().as('mac'))
    .where('society_id', '=', owner.societyId)
    .where('account_id', '=', owner.accountId)
    .where('spent_at', 'is not', null)
    .where('cancelled_at', 'is', null)
    .where('recovery_spent_at', 'is', null)
    .where('recovery_mac', 'is not', null)
    .where('epoch', '=', owner.epoch)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('visit')
          .select('visit.id')
          .whereRef('visit.society_id', '=', 'letter.society_id')
          .whereRef('visit.letter_id', '=', 'letter.id')
          .where('visit.birth_date_matched_at', 'is not', null),
      ),
    )
    .execute()
}
