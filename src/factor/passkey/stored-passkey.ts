/** A passkey as it is kept. Identifier and key are base64url. */
export type StoredPasskey = {
  readonly id: string
  readonly accountId: string
  readonly credentialId: string
  readonly publicKey: string
  readonly counter: number
  readonly transports: readonly string[]
  /** May be copied to other devices (BE at registration): its counter says nothing. */
  readonly backupEligible: boolean
  /** What the authenticator knows its owner by. */
  readonly userHandle: string | null
}
