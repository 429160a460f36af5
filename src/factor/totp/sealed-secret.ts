import type { Keyring } from '../../kernel/keyring.ts'

/** Whose secret it is: bound to society, member and row, so that it opens nowhere else. */
export type SecretOwner = { readonly societyId: number; readonly accountId: string; readonly id: string }

export function sealSecret(keyring: Keyring, owner: SecretOwner, secret: string): string {
  return keyring.seal('totp-secret', secret, [owner.societyId, owner.accountId, owner.id])
}

/** Undefined when the row was moved or its key is gone. */
export function openSecret(keyring: Keyring, owner: SecretOwner, sealed: string): string | undefined {
  return keyring.unseal('totp-secret', sealed, [owner.societyId, owner.accountId, owner.id])
}
