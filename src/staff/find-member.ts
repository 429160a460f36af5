import type { Tx } from '../store/database.ts'

/** Three keys of a member: 記号, 番号, 枝番. */
export type MemberKey = { readonly symbol: string; readonly number: string; readonly branch: string }

/** The account of a member; undefined when there is none. */
export async function accountOf(
  tx: Tx,
  societyId: number,
  { symbol, number, branch }: MemberKey,
): Promise<string | undefined> {
  const row = await tx
    .selectFrom('member')
    .select('account_id')
    .where('society_id', '=', societyId)
    .where('symbol', '=', symbol)
    .where('number', '=', number)
    .where('branch', '=', branch)
    .executeTakeFirst()
  return row?.account_id
}
