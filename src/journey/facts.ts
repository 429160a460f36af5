/**
 * src/journey owns the one decision: what a visitor must still do (`nextStep`), and the one write door (`act`).
 * facts, step, evidence, rules, next-step and outstanding are pure: they import nothing but types from the left.
 * It must not know the web, nor how a factor is verified.
 */
import type { Instant } from '../kernel/clock.ts'
import type { Policy } from '../society/policy.ts'
import type { RungName } from '../store/tables.ts'

/** What a proof shows about a person (design.md §5, Evidence). */
export type Kind = 'memory' | 'device' | 'mailbox' | 'paper'

export type Method = 'passkey' | 'totp' | 'mailCode'
/** `computed` is 記号+番号+生年月日, which many know: it is noted like a proof and shows nothing. */
export type Factor = Method | 'password' | 'recoveryCode' | 'letter' | 'computed'

/** A factor shown in this visit. `credentialId` names what was used: a device, the address, the letter. */
export type Proof = { readonly factor: Factor; readonly credentialId: string | null; readonly at: Instant }

/** Something living that its owner can prove later. The chosen mail method is one too, with the address as its id. */
export type Credential = {
  readonly id: string
  readonly factor: Method | 'password'
  readonly boundAt: Instant
  readonly boundInVisit: boolean
  /** The kinds that had been shown when it was bound; null for what was bound while founding the account. */
  readonly roots: readonly Kind[] | null
}

export type Address = {
  readonly id: string
  /** Since when the society has it, from wherever. */
  readonly onFileAt: Instant
  /** It came in by file or from staff; nobody typed it in a sitting. */
  readonly fromFile: boolean
  /** When the member said in a sitting: this is mine. */
  readonly submittedAt: Instant | null
  readonly verifiedAt: Instant | null
  readonly verifiedInVisit: boolean
  readonly roots: readonly Kind[] | null
}

/** The letter that was opened in this visit. */
export type OpenedLetter = {
  readonly id: string
  readonly issuedAt: Instant
  /** The address that it went to, where it was an invitation: it shows that mailbox and nothing else. Null for paper. */
  readonly mailAddressId: string | null
  /** It was issued, under four eyes, to begin an active account anew. */
  readonly recovers?: boolean
}

export type Standing = 'eligible' | 'qualificationEnded' | 'closed' | 'frozen'

/** 「心当たりがない」 was said: when, and since when nobody knows who acted. */
export type Freeze = { readonly at: Instant; readonly doubtedSince: Instant }

export type MemberFacts = {
  readonly standing: Standing
  /** Where the standing is `frozen`. */
  readonly freeze?: Freeze | null
  readonly credentials: readonly Credential[]
  readonly address: Address | null
  /** When the member said in a sitting: I give no address. */
  readonly declinedMailAt: Instant | null
  /** Since when services wait because the account began with nothing but the computed password; null when they do not. */
  readonly heldSince: Instant | null
  /** An ID that a person can type and keep: an own or a kept one (not the temporary ID, not the address). */
  readonly hasLastingId: boolean
  /** That ID came with the member data: nobody was asked for one. */
  readonly keptId?: boolean
  readonly chosenMethod: Method | null
  /** The newest version of the terms that was accepted; 0 for none. */
  readonly acceptedTerms: number
  /** A letter was printed for this person, with a recovery number or without: it overrides the computed password. */
  readonly letterSent?: boolean
  /** There is a recovery number on a letter of this person that still lives. */
  readonly recoveryPaper: {
    readonly issued: boolean
    readonly keptAt: Instant | null
    /** A number or code that still opens, with the mailbox: the account is active, and it was not used. */
    readonly usable?: boolean
  }
  /** There is a living passkey that its owner has not named. */
  readonly unnamedPasskey: boolean
}

export type VisitFacts = {
  readonly startedAt: Instant
  readonly knownBrowser: boolean
  readonly birthDateMatchedAt: Instant | null
  readonly letter: OpenedLetter | null
  /** The visit is a recovery: what its owner says to have lost or forgotten. */
  readonly recovering?: { readonly lost: readonly Factor[] } | null
}

/**
 * What the visitor came for. `own`: whatever the account itself is worth, everything of it where one kind stands behind all
 * (decision 0018). `maxAge` in milliseconds: proofs older than that do not count.
 */
export type Demand = {
  readonly level: Level | 'own'
  readonly maxAge: number | null
  readonly consent: 'none' | 'needed'
}

/** How many different kinds have been shown; computed from proofs, never stored. */
export type Level = 0 | 1 | 2

/** What every society asks before the portal opens. */
export const FLOOR: Level = 2
export const PORTAL: Demand = { level: FLOOR, maxAge: null, consent: 'none' }

/** What changes of one's own sign-in ask: the account's level, shown within five minutes (design.md §6, RAU-02, GAP-07). */
export const CHANGE: Demand = { level: 'own', maxAge: 5 * 60 * 1000, consent: 'none' }

export type JourneyPolicy = Pick<
  Policy,
  | 'activation'
  | 'initial'
  | 'computed'
  | 'methods'
  | 'enrolment'
  | 'userId'
  | 'password'
  | 'passkey'
  | 'passkeyName'
  | 'mail'
  | 'mailVerification'
  | 'recoveryPaper'
> &
  Partial<Pick<Policy, 'recovery' | 'afterReset'>>

/** By which rung of the ladder somebody came back (docs/threat-model.md, Levels and recovery). */
export type Rung = RungName

/** A completed recovery, and until when each factor is set aside by it or by one before it. */
export type Recovery = {
  readonly rung: Rung
  readonly grantedAt: Instant
  readonly grantedInVisit: boolean
  readonly setsAside: Partial<Record<Factor, Instant>>
}

export type Facts = {
  readonly now: Instant
  readonly policy: JourneyPolicy
  /** The version of the terms that is in force. */
  readonly terms: number
  readonly member: MemberFacts | null
  readonly proofs: readonly Proof[]
  readonly visit: VisitFacts
  /** The newest completed recovery that nobody cancelled; a fact like any other. */
  readonly recovery: Recovery | null
  readonly demand: Demand
}
