import type { Situation } from '../journey/situation.ts'
import type { Instant } from '../kernel/clock.ts'
import type { Tx } from '../store/database.ts'

/** One thing that its owner signs in with, as pages list it. */
export type ListedDevice = {
  readonly id: string
  readonly factor: 'totp' | 'passkey'
  /** Null while its owner has not named a passkey. */
  readonly name: string | null
  readonly transports: readonly string[]
  readonly createdAt: Instant
  readonly lastUsedAt: Instant | null
  /** This visit was opened with it; not what was only added here. */
  readonly inUse: boolean
}

export type OwnMeans = {
  readonly passwordSetAt: Instant | null
  readonly devices: readonly ListedDevice[]
  /** Mailed codes, with the address that they go to. */
  readonly mailCode: Omit<ListedDevice, 'factor' | 'transports'> | null
  /** For the provider of the passkeys: by what it knows this person, and what is still accepted (WebAuthn Level 3 §5.1.10). */
  readonly passkeyOwner: { readonly handle: string; readonly credentialIds: readonly string[] } | null
}

/** LMP-01…03: password, apps, passkeys and mailed codes of the account, the oldest first. */
export async function listDevices(tx: Tx, societyId: number, situation: Situation): Promise<OwnMeans> {
  const { account, facts } = situation
  const of = { societyId, accountId: account.id }
  const shown = facts.proofs.flatMap(({ credentialId }) => credentialId ?? [])
  const before = (facts.member?.credentials ?? []).filter(({ boundInVisit }) => !boundInVisit)
  const inUse = new Set(before.flatMap((credential) => (shown.includes(credential.id) ? [credential.id] : [])))
  const apps = await living(tx, 'totp_device', of).select(['id', 'name', 'created_at', 'last_used_at']).execute()
  const passkeys = await living(tx, 'passkey', of)
    .select(['id', 'name', 'created_at', 'last_used_at', 'transports', 'credential_id'])
    .execute()
  const listed = (
    factor: ListedDevice['factor'],
    row: { id: string; name: string | null; created_at: Date; last_used_at: Date | null },
    transports: readonly string[],
  ): ListedDevice => ({
    id: row.id,
    factor,
    name: row.name,
    transports,
    createdAt: row.created_at.getTime(),
    lastUsedAt: row.last_used_at?.getTime() ?? null,
    inUse: inUse.has(row.id),
  })
  const password = await tx
    .selectFrom('password')
    .select('set_at')
    .where('society_id', '=', societyId)
    .where('account_id', '=', account.id)
    .executeTakeFirst()
  const { user_handle } = await tx
    .selectFrom('account')
    .select('user_handle')
    .where('society_id', '=', societyId)
    .where('id', '=', account.id)
    .executeTakeFirstOrThrow()
  return {
    passwordSetAt: password?.set_at.getTime() ?? null,
    devices: [
      ...apps.map((row) => listed('totp', row, [])),
      ...passkeys.map((row) => listed('passkey', row, row.transports)),
    ],
    mailCode: await mailedCodes(tx, of, situation, inUse),
    passkeyOwner: user_handle
      ? { handle: user_handle, credentialIds: passkeys.map(({ credential_id }) => credential_id) }
      : null,
  }
}

async function mailedCodes(
  tx: Tx,
  { societyId, accountId }: { societyId: number; accountId: string },
  { address, facts }: Situation,
  inUse: ReadonlySet<string>,
): Promise<OwnMeans['mailCode']> {
  if (!address || !facts.member?.credentials.some(({ factor }) => factor === 'mailCode')) return null
  const { bound_at, last_used_at } = await tx
    .selectFrom('mail_method')
    .select(['bound_at', 'last_used_at'])
    .where('society_id', '=', societyId)
    .where('account_id', '=', accountId)
    .executeTakeFirstOrThrow()
  return {
    id: address.id,
    name: address.address,
    createdAt: bound_at.getTime(),
    lastUsedAt: last_used_at?.getTime() ?? null,
    inUse: inUse.has(address.id),
  }
}

function living<T extends 'totp_device' | 'passkey'>(
  tx: Tx,
  table: T,
  { societyId, accountId }: { societyId: number; accountId: string },
) {
  return (tx as Tx)
    .selectFrom(table as 'passkey')
    .where('society_id', '=', societyId)
    .where('account_id', '=', accountId)
    .where('removed_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
}
