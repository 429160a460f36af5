import { type AttemptOwner, clearAttempts, type TakenAttempt, takeAttempt } from '../../account/attempts.ts'
import { claimIdentifier, type FoundIdentifier } from '../../account/find-identifier.ts'
import { addressKey } from '../../account/mail-address-rule.ts'
import { livingMailCodes, type MailCodePurpose } from '../../account/mail-codes.ts'
import { killResetLinks } from '../../account/mail-requests.ts'
import { spendMailed } from '../../account/mailed-codes.ts'
import { withdrawAddress } from '../../account/withdraw-address.ts'
import { noteMailCodeUse } from '../../factor/mail-code/prove.ts'
import type { Instant } from '../../kernel/clock.ts'
import { equal } from '../../kernel/equal.ts'
import { err, ok } from '../../kernel/result.ts'
import type { Tx } from '../../store/database.ts'
import { budgetOwner } from '../budget-owner.ts'
import type { Gate, Handler, VisitContext } from '../handler.ts'
import { noteFailure } from '../note-failure.ts'

export type MailCodeProblem =
  | { readonly kind: 'wrong' | 'expired' | 'taken' }
  | { readonly kind: 'tooMany'; readonly until: Instant | null }

/** The codes that can be typed, one try taken from the budget. */
export type TakenCodes = {
  readonly codes: readonly { id: string; code: string }[]
  readonly taken: TakenAttempt
  readonly subject: string
  readonly inKnownBrowser: boolean
  readonly owner: AttemptOwner
}

/** The code of the confirmation mail, typed in the visit that asked for it: verifies the address and shows the mailbox. */
export function verifyMail(gate: Gate, typed: string): Handler<VisitContext, TakenCodes, TakenCodes, MailCodeProblem> {
  return {
    prepare: (context) => takeCodes(gate, context, ofCurrent(context, 'confirm'), typed),
    async commit(context, living) {
      const spent = await spendTyped(context, living, typed)
      if (!spent.ok) return spent
      const { tx, society, situation, now } = context
      const address = situation.address
      if (!address) return err({ kind: 'expired' })
      const owner = { societyId: society.id, accountId: situation.account.id }
      const verified = await markVerified(tx, owner, { ...address, visitId: situation.visit.id }, now)
      if (!verified) return err({ kind: 'taken' })
      return ok({
        proofs: [{ factor: 'mailCode', credentialId: address.id }],
        binds: true,
        events: [{ name: 'mail.verified' }, { name: 'factor.proven', detail: { factor: 'mailCode' } }],
      })
    },
  }
}

/**
 * A code sent to the verified address, typed in the visit that asked for it: shows the mailbox. Where mailed codes are
 * being set up, that is all there is to it (`bindsItself`).
 */
export function proveMailCode(
  gate: Gate,
  typed: string,
): Handler<VisitContext, TakenCodes, TakenCodes, MailCodeProblem> {
  return {
    prepare: (context) => takeCodes(gate, context, ofCurrent(context, 'prove'), typed),
    async commit(context, living) {
      const spent = await spendTyped(context, living, typed)
      if (!spent.ok) return spent
      const { tx, society, situation, now } = context
      await noteMailCodeUse(tx, { societyId: society.id, accountId: situation.account.id }, now)
      return ok({
        proofs: [{ factor: 'mailCode', credentialId: context.situation.address?.id ?? null }],
        events: [{ name: 'factor.proven', detail: { factor: 'mailCode' } }],
      })
    },
  }
}

/**
 * Writes that an address is verified: the one place that does. False when somebody else verified it first: then another
 * one is asked for.
 * `visitId` is the visit that asked for the confirmation, also when the link was opened elsewhere.
 */
export async function markVerified(
  tx: Tx,
  owner: { societyId: number; accountId: string },
  address: { id: string; address: string; visitId: string | null },
  now: Instant,
): Promise<boolean> {
  const kind: FoundIdentifier['kind'] = 'mail'
  if (!(await claimIdentifier(tx, { ...owner, value: addressKey(address.address), kind }))) {
    await withdrawAddress(tx, owner)
    return false
  }
  await tx
    .updateTable('mail_address')
    .set({ verified_at: new Date(now), verified_visit_id: address.visitId })
    .where('society_id', '=', owner.societyId)
    .where('id', '=', address.id)
    .where('verified_at', 'is', null)
    .execute()
  await killResetLinks(tx, owner.societyId, owner.accountId, now)
  return true
}

const ofCurrent = ({ situation }: VisitContext, purpose: MailCodePurpose) => ({
  mailAddressId: situation.address?.id ?? null,
  purpose,
})

/** Looks for the living codes of an address in this visit, and takes one try. */
export async function takeCodes(
  gate: Gate,
  context: VisitContext,
  sent: { readonly mailAddressId: string | null; readonly purpose: MailCodePurpose },
  typed: string,
) {
  const { tx, society, situation, now } = context
  const { mailAddressId, purpose } = sent
  const codes = mailAddressId
    ? await livingMailCodes(tx, society, gate.keyring, { visitId: situation.visit.id, mailAddressId, purpose }, now)
    : []
  if (codes.length === 0) return err({ kind: 'expired' as const })
  const payer = await budgetOwner(context, situation.account.id, situation.account.id)
  const key = { societyId: society.id, kind: 'mailCode' as const, subject: payer.subject, owner: payer.owner }
  const secretMac = gate.keyring.mac('mail-code', situation.account.id, typed)
  const budget = await takeAttempt(tx, key, secretMac, now)
  if (!budget.allowed) return err({ kind: 'tooMany' as const, until: budget.until })
  return ok({ ...payer, codes, taken: budget })
}

/** Spends the code that was typed, or notes the failure. */
export async function spendTyped(context: VisitContext, living: TakenCodes, typed: string) {
  const { codes, taken, subject, owner, inKnownBrowser } = living
  const { tx, society, situation, now } = context
  const right = codes.filter(({ code }) => equal(code, typed))[0]
  if (!right) {
    const { account, visit } = situation
    const who = { accountId: account.id, visitId: visit.id }
    await noteFailure(context, { kind: 'mailCode', ...who, taken, inKnownBrowser })
    return err({ kind: 'wrong' as const })
  }
  const spent = await spendMailed(tx, 'mail_code', { societyId: society.id, id: right.id }, now)
  if (!spent) return err({ kind: 'expired' as const })
  await clearAttempts(tx, { societyId: society.id, kind: 'mailCode', subject, owner })
  return ok()
}
