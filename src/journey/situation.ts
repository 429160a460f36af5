import type { Instant } from '../kernel/clock.ts'
import type { Locale } from '../texts/codes.ts'
import type { Facts } from './facts.ts'

/** A living authenticator app of the member, for the chooser. */
export type Device = { readonly id: string; readonly name: string }

/** A living passkey of the member, for the pages that list or exclude it. */
export type OwnPasskey = {
  readonly id: string
  readonly credentialId: string
  readonly transports: readonly string[]
  readonly name: string | null
  readonly createdAt: Instant
}

/** A visit as it stands: the facts for the decision, and what pages show of the person. */
export type Situation = {
  readonly visit: {
    readonly id: string
    readonly secretDigest: string
    readonly previousDigest: string | null
    /** The newest secret, sealed, until it is first presented. */
    readonly handover: string | null
    readonly startedAt: Instant
    readonly lastSeenAt: Instant
    readonly browser: string
    readonly rememberedUntil: Instant | null
  }
  readonly account: { readonly id: string; readonly name: string }
  /** The language that the account has chosen for pages and mails. */
  readonly language: Locale | null
  readonly address: { readonly id: string; readonly address: string } | null
  readonly devices: readonly Device[]
  readonly passkeys: readonly OwnPasskey[]
  /** When the member took the acceptance of the terms back, where none took its place. */
  readonly termsWithdrawnAt: Instant | null
  readonly facts: Facts
}
