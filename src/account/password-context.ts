import type { Tx } from '../store/database.ts'

/** What a stranger may know of a person and would try first (NIST 800-63B §3.1.1.2, ASVS 6.2.11). */
export async function loadPasswordContext(
  tx: Tx,
  societyId: number,
  accountId: string,
): Promise<{ userId: string | null; terms: string[] }> {
  const account = await tx
    .selectFrom('account')
    .select(['name', 'name_kana', 'birth_date'])
    .where('society_id', '=', societyId)
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow()
  const address = await tx
    .selectFrom('mail_address')
    .select('address')
    .where('society_id', '=', societyId)
    .where('account_id', '=', accountId)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  const userId = await signInName(tx, societyId, accountId)
  const local = address?.address.split('@')[0] ?? ''
  const terms = [account.name, account.name_kana, (account.birth_date ?? '').replaceAll('-', ''), local, userId ?? '']
  return { userId: userId ?? address?.address ?? null, terms: terms.filter((term) => term !== '') }
}

/** The ID that a member signs in with: an own or kept one; null when only the address serves. */
export async function signInName(tx: Tx, societyId: number, accountId: string): Promise<string | null> {
  const row = await tx
    .selectFrom('identifier')
    .select('value')
    .where('society_id', '=', societyId)
    .where('account_id', '=', accountId)
    .where('kind', 'in', ['own', 'kept'])
    .orderBy('kind', 'desc')
    .executeTakeFirst()
  return row?.value ?? null
}
