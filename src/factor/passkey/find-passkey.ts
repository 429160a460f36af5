import type { Tx } from '../../store/database.ts'
import type { StoredPasskey } from './stored-passkey.ts'

/** The living passkey with this credential ID in this society, whosever it is. */
export async function findPasskey(tx: Tx, societyId: number, credentialId: string): Promise<StoredPasskey | undefined> {
  return tx
    .selectFrom('passkey')
    .innerJoin('account', (join) =>
      join.onRef('account.society_id', '=', 'passkey.society_id').onRef('account.id', '=', 'passkey.account_id'),
    )
    .select([
      'passkey.id',
      'passkey.account_id as accountId',
      'passkey.credential_id as credentialId',
      'passkey.public_key as publicKey',
      'passkey.counter',
      'passkey.transports',
      'passkey.backup_eligible as backupEligible',
      'account.user_handle as userHandle',
    ])
    .where('passkey.society_id', '=', societyId)
    .where('passkey.credential_id', '=', credentialId)
    .where('passkey.removed_at', 'is', null)
    .executeTakeFirst()
}
