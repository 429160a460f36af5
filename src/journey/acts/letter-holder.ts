import type { Tx } from '../../store/database.ts'

/** What must be known of the person whose letter is opened. */
export type LetterHolder = {
  readonly birthDate: string
  /** The account has its second factor already: a letter begins nothing any more. */
  readonly founded: boolean
}

/** The person of an account; undefined without a birth date on file. The account is locked by the caller. */
export async function letterHolder(tx: Tx, societyId: number, accountId: string): Promise<LetterHolder | undefined> {
  const row = await tx
    .selectFrom('account')
    .select(({ exists, or, selectFrom }) => [
      'birth_date as birthDate',
      or([
        exists(
          selectFrom('passkey')
            .select('passkey.id')
            .where('passkey.society_id', '=', societyId)
            .where('passkey.account_id', '=', accountId)
            .where('passkey.removed_at', 'is', null),
        ),
        exists(
          selectFrom('totp_device')
            .select('totp_device.id')
            .where('totp_device.society_id', '=', societyId)
            .where('totp_device.account_id', '=', accountId)
            .where('totp_device.removed_at', 'is', null),
        ),
        exists(
          selectFrom('mail_method')
            .select('mail_method.bound_at')
            .where('mail_method.society_id', '=', societyId)
            .where('mail_method.account_id', '=', accountId)
            .where('mail_method.removed_at', 'is', null),
        ),
      ]).as('founded'),
    ])
    .where('society_id', '=', societyId)
    .where('id', '=', accountId)
    .executeTakeFirst()
  return row?.birthDate ? { birthDate: row.birthDate, founded: Boolean(row.founded) } : undefined
}
