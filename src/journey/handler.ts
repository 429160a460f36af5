import type { KnownBrowser } from '../account/known-browser.ts'
import type { AuditEvent } from '../audit/events.ts'
import type { Hasher } from '../factor/password/hash.ts'
import type { Clock, Instant } from '../kernel/clock.ts'
import type { Keyring } from '../kernel/keyring.ts'
import type { Result } from '../kernel/result.ts'
import type { MailJob, Queue } from '../mail/queue.ts'
import type { NewProof } from '../session/open-visit.ts'
import type { VisitTicket } from '../session/visit-ticket.ts'
import type { Society } from '../society/society-directory.ts'
import type { Database, Tx } from '../store/database.ts'
import type { FactorName } from '../store/tables.ts'
import type { Locale } from '../texts/codes.ts'
import type { Facts } from './facts.ts'
import type { Situation } from './situation.ts'
import type { Step } from './step.ts'

/** What an act needs of the outside. */
export type Gate = {
  readonly database: Database
  readonly keyring: Keyring
  readonly clock: Clock
  readonly queue: Queue
  readonly hasher: Hasher
}

/** Who acts: the society comes from the host, the visit from the cookie, never from the form. */
export type Visitor = {
  readonly society: Society
  readonly ticket: VisitTicket | undefined
  readonly userAgent: string | undefined
  /** The accounts to which this browser says it is known; the database says whether it is. */
  readonly known?: readonly KnownBrowser[]
  /** The token of the page whose form was posted: by it the same form gets the same answer again. */
  readonly once?: string
}

/** What a handler may see; everything in it was read inside the transaction. */
export type ActContext = {
  readonly tx: Tx
  readonly gate: Gate
  readonly society: Society
  readonly now: Instant
  readonly facts: Facts
  readonly step: Step
  readonly known: readonly KnownBrowser[]
}

/** The same with the visit, for everything but the two ways in. */
export type VisitContext = ActContext & { readonly situation: Situation }

/** What a handler did, and what `act` must do for it in the same transaction. */
export type Effect = {
  /** The two ways in: whose visit begins. */
  readonly opens?: {
    readonly accountId: string
    readonly letterId: string | null
    readonly birthDateMatched: boolean
    readonly browser: string
    /** ログイン状態の保存 was ticked; the policy says what it means. */
    readonly rememberMe?: boolean
    /** The visit is a recovery: what is said to be lost. */
    readonly recovering?: readonly FactorName[]
  }
  readonly proofs?: readonly NewProof[]
  /** A credential or an address was bound: every other half-signed-in visit of the member ends (invariant 8). */
  readonly binds?: boolean
  /** Something was set aside, nothing bound yet: the recovery paper stays good until then. */
  readonly keepsPaper?: boolean
  readonly signOutEverywhere?: boolean
  readonly events: readonly Omit<AuditEvent, 'accountId' | 'visitId' | 'actor'>[]
  readonly mails?: readonly MailJob[]
}

/**
 * The three parts of an act. `prepare` runs in a transaction and takes an attempt from the budget where something is
 * guessed at; `work` runs outside of any transaction (hashing); `commit` runs after everything was locked and checked
 * again. Without `work` all is one transaction. A refusal keeps what was written about the failure.
 */
export type Handler<Context extends ActContext, Prepared, Worked, Problem> = {
  prepare(context: Context): Promise<Result<Prepared, Problem>>
  work?(prepared: Prepared): Promise<Result<Worked, Problem>>
  commit(context: Context, worked: Worked): Promise<Result<Effect, Problem>>
}

export type ActResult<Problem> =
  | {
      readonly outcome: 'done'
      readonly ticket: VisitTicket
      readonly step: Step
      /** The sign-in was completed by this act: the browser is known from now on. */
      readonly known: KnownBrowser | null
      readonly rememberedUntil: Instant | null
      /** The language that the account has chosen for itself. */
      readonly language: Locale | null
    }
  | { readonly outcome: 'refused'; readonly problem: Problem }
  /** The form belongs to another step than the one that is due; `stale` when the cookie was rotated under it. */
  | { readonly outcome: 'outOfOrder'; readonly step: Step; readonly stale: boolean }
  | { readonly outcome: 'visitEnded' }
