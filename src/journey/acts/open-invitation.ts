import {
  type AttemptKey,
  clearAttempts,
  returnAttempt,
  type TakenAttempt,
  takeAttempt,
} from '../../account/attempts.ts'
import { findInvitation } from '../../account/invitations.ts'
import type { Instant } from '../../kernel/clock.ts'
import { equal } from '../../kernel/equal.ts'
import { err, ok } from '../../kernel/result.ts'
import type { ActContext, Gate, Handler } from '../handler.ts'
import { lockAccount } from '../lock.ts'
import { noteFailure } from '../note-failure.ts'
import { letterHolder } from './letter-holder.ts'
import type { LetterProblem } from './open-letter.ts'
import { markVerified } from './verify-mail.ts'

/** The letter that the link's token stands for, and the birth date as 'YYYY-MM-DD'. */
export type InvitationForm = { readonly letterId: string; readonly birthDate: string; readonly browser: string }

type Taken = { readonly key: AttemptKey; readonly taken: TakenAttempt }

/**
 * ISS-03: the link of an invitation and the birth date. It shows the mailbox that it went to, so that the address counts
 * as verified; what became of it is only said to whoever knows the birth date.
 */
export function openInvitation(gate: Gate, form: InvitationForm): Handler<ActContext, Taken, Taken, LetterProblem> {
  return {
    async prepare({ tx, society, now }) {
      // The counter of the person, as everywhere: another invitation gives no more tries (invariant 11).
      const subject = (await findInvitation(tx, society, form.letterId, now))?.accountId ?? form.letterId
      const secretMac = gate.keyring.mac('typed-identifier', subject, form.birthDate)
      const key = { societyId: society.id, kind: 'birthDate' as const, subject }
      const budget = await takeAttempt(tx, key, secretMac, now)
      return budget.allowed ? ok({ key, taken: budget }) : err({ kind: 'tooMany', until: budget.until })
    },
    // The same work as at the other doors.
    async work(tried) {
      const worked = await gate.hasher.verify(null, form.birthDate, 'unknown')
      if (worked.ok) return ok(tried)
      const { key, taken } = tried
      await gate.database.inSociety(key.societyId, (tx) => returnAttempt(tx, key, taken))
      return err({ kind: 'busy' })
    },
    async commit(context, { key, taken }) {
      const { tx, society, now } = context
      const seen = await findInvitation(tx, society, form.letterId, now)
      if (seen) await lockAccount(tx, society.id, seen.accountId)
      // What others did while this one waited for the account counts.
      const invitation = seen && (await findInvitation(tx, society, form.letterId, now))
      const person = invitation && (await letterHolder(tx, society.id, invitation.accountId))
      if (!invitation || !person || !equal(person.birthDate, form.birthDate)) {
        await noteFailure(context, { kind: 'birthDate', accountId: invitation?.accountId ?? null, taken })
        return err({ kind: 'noMatch' })
      }
      await clearAttempts(tx, key)
      if (invitation.status === 'spent' || person.founded)
        return err({ kind: 'used', at: invitation.spentAt, accountId: invitation.accountId })
      if (invitation.status === 'expired') return err({ kind: 'expired' })
      if (invitation.status !== 'living' || !invitation.address.isCurrent) return err({ kind: 'replaced' })
      const verified = await verifyOnce(context, invitation, now)
      return ok({
        opens: {
          accountId: invitation.accountId,
          letterId: invitation.id,
          birthDateMatched: true,
          browser: form.browser,
        },
        proofs: [{ factor: 'letter', credentialId: invitation.id }],
        binds: verified,
        events: [
          { name: 'visit.opened' },
          { name: 'letter.opened', detail: { by: 'mail' } },
          { name: 'birthDate.matched' },
          ...(verified ? [{ name: 'mail.verified' as const, detail: { by: 'invitation' } }] : []),
        ],
      })
    },
  }
}

/** Whoever opens the link reads that mailbox. Somebody else may have verified it first: then another one is asked for. */
async function verifyOnce(
  { tx, society }: ActContext,
  { accountId, address }: NonNullable<Awaited<ReturnType<typeof findInvitation>>>,
  now: Instant,
): Promise<boolean> {
  if (address.isVerified) return false
  await tx
    .updateTable('mail_address')
    .set({ submitted_at: new Date(now) })
    .where('society_id', '=', society.id)
    .where('id', '=', address.id)
    .execute()
  return markVerified(tx, { societyId: society.id, accountId }, { ...address, visitId: null }, now)
}
