/**
 * src/audit owns the history: the closed list of what can happen, the append-only writer, and the seals that show tampering.
 * It must not know why something happened, nor hold a secret: no code, password, address or ID is ever part of an event.
 */
import type { Tx } from '../store/database.ts'
import { sent } from '../store/pipeline.ts'

export type EventName =
  | 'account.importBegun'
  | 'account.imported'
  | 'account.changed'
  | 'letter.issued'
  | 'letter.cancelled'
  | 'letter.returned'
  | 'letter.fileTaken'
  | 'address.changed'
  | 'letter.opened'
  | 'computed.opened'
  | 'invitation.issued'
  | 'hold.released'
  | 'letter.spent'
  | 'attempt.failed'
  | 'attempt.locked'
  | 'attempt.unlockAsked'
  | 'attempt.unlocked'
  | 'visit.opened'
  | 'visit.signedOut'
  | 'visit.ended'
  | 'birthDate.matched'
  | 'terms.accepted'
  | 'terms.withdrawn'
  | 'terms.published'
  | 'society.restored'
  | 'mail.submitted'
  | 'mail.declined'
  | 'mail.codeSent'
  | 'mail.verified'
  | 'mail.refused'
  | 'userId.chosen'
  | 'method.chosen'
  | 'password.set'
  | 'totp.bound'
  | 'passkey.bound'
  | 'mailCode.bound'
  | 'passkey.named'
  | 'passkey.counterRolledBack'
  | 'factor.proven'
  | 'recoveryPaper.kept'
  | 'language.chosen'
  | 'userId.changed'
  | 'mail.proposed'
  | 'mail.changed'
  | 'password.changed'
  | 'device.renamed'
  | 'device.removed'
  | 'account.shown'
  | 'account.closed'
  | 'account.reopened'
  | 'audit.exported'
  | 'audit.purged'
  | 'recovery.asked'
  | 'recovery.linkUsed'
  | 'recovery.lost'
  | 'recovery.granted'
  | 'recoveryCodes.made'
  | 'recoveryCodes.spent'
  | 'userId.asked'
  | 'account.frozen'
  | 'account.restored'

/** Who did it: the member, a visitor who has not shown to be one, a job, an operator's command (staff come with part 4 of the console). */
export type Actor = 'member' | 'visitor' | 'system' | 'operator'

export type AuditEvent = {
  readonly name: EventName
  readonly actor: Actor
  readonly accountId?: string | null
  readonly visitId?: string | null
  /** Small facts that explain the event: a factor, a version, a count. Never a secret or a personal detail. */
  readonly detail?: Readonly<Record<string, string | number | boolean>>
}

/** Appends to the history of the society whose transaction this is. */
export async function record(tx: Tx, societyId: number, at: number, events: readonly AuditEvent[]): Promise<void> {
  if (events.length === 0) return
  sent(
    tx
      .insertInto('event')
      .values(
        events.map((event) => ({
          society_id: societyId,
          happened_at: new Date(at),
          name: event.name,
          actor: event.actor,
          account_id: event.accountId ?? null,
          visit_id: event.visitId ?? null,
          detail: JSON.stringify(event.detail ?? {}),
        })),
      )
      .execute(),
  )
}
