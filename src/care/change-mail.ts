import { addressKey } from '../account/mail-address-rule.ts'
import { codeToSend, type SendProblem } from '../account/mail-codes.ts'
import { proposalLives, proposeAddress, proposedAddress, withdrawProposal } from '../account/propose-address.ts'
import { type MailCodeProblem, spendTyped, type TakenCodes, takeCodes } from '../journey/acts/verify-mail.ts'
import { adoptMail } from '../journey/adopt-mail.ts'
import { rootsForBinding } from '../journey/evidence.ts'
import type { Effect, Gate, Handler, VisitContext } from '../journey/handler.ts'
import { err, ok, type Result } from '../kernel/result.ts'

export type ProposeMailProblem = { readonly kind: 'taken' | 'same' } | SendProblem

/** EMC-02…03: says which address is to be the next one, and sends the confirmation there. Nothing changes until it is used. */
export function proposeMail(
  gate: Gate,
  form: { readonly address: string; readonly signOutEverywhere: boolean },
): Handler<VisitContext, null, null, ProposeMailProblem> {
  return {
    prepare: async () => ok(null),
    async commit(context) {
      const { tx, situation, facts, now } = context
      const verified = facts.member?.address?.verifiedAt != null ? situation.address?.address : undefined
      if (verified && addressKey(verified) === addressKey(form.address)) return err({ kind: 'same' })
      const owner = { ...ownerOf(context), visitId: situation.visit.id, roots: rootsForBinding(facts) }
      const proposed = await proposeAddress(tx, owner, form.address, now)
      if (!proposed.ok) return proposed
      const sent = await sendTo(gate, context, proposed.value.id)
      if (!sent.ok && sent.error.kind === 'resendLimit') {
        // Nothing was sent: the page must not wait for it.
        await withdrawProposal(tx, owner)
        return sent
      }
      const effect = sent.ok ? sent.value : { events: [] }
      const events = [{ name: 'mail.proposed' as const }, ...effect.events]
      return ok({ ...effect, events, signOutEverywhere: form.signOutEverywhere })
    },
  }
}

export type ProposalProblem = SendProblem | { readonly kind: 'gone' }

/** 再送信: the same code again. */
export function resendProposal(gate: Gate): Handler<VisitContext, null, null, ProposalProblem> {
  return {
    prepare: async () => ok(null),
    async commit(context) {
      const proposed = await proposedAddress(context.tx, ownerOf(context), context.situation.visit.id)
      return proposed ? sendTo(gate, context, proposed.id) : err({ kind: 'gone' })
    },
  }
}

/** 別のメールアドレスにする: what was sent confirms nothing any more. */
export function dropProposal(): Handler<VisitContext, null, null, never> {
  return {
    prepare: async () => ok(null),
    async commit(context) {
      await withdrawProposal(context.tx, ownerOf(context))
      return ok({ events: [] })
    },
  }
}

type Taken = TakenCodes & { readonly proposed: { readonly id: string; readonly address: string } }

/** EMC-04: the code of the confirmation mail, typed in the visit that proposed the address. */
export function confirmNewMail(gate: Gate, typed: string): Handler<VisitContext, Taken, Taken, MailCodeProblem> {
  return {
    async prepare(context) {
      const { tx, society, situation } = context
      const proposed = await proposedAddress(tx, ownerOf(context), situation.visit.id)
      if (!proposed || !(await proposalLives(tx, society.id, proposed.id))) return err({ kind: 'expired' })
      const taken = await takeCodes(gate, context, { mailAddressId: proposed.id, purpose: 'confirm' }, typed)
      return taken.ok ? ok({ ...taken.value, proposed }) : taken
    },
    async commit(context, taken) {
      const spent = await spendTyped(context, taken, typed)
      if (!spent.ok) return spent
      const owner = { ...ownerOf(context), visitId: context.situation.visit.id }
      const adopted = await adoptMail(context.tx, owner, taken.proposed, context.now)
      if (!adopted) return err({ kind: 'taken' })
      return ok({ binds: true, events: [{ name: 'mail.changed', detail: { by: 'code' } }], mails: adopted.mails })
    },
  }
}

const ownerOf = ({ society, situation }: VisitContext) => ({ societyId: society.id, accountId: situation.account.id })

async function sendTo(gate: Gate, context: VisitContext, mailAddressId: string): Promise<Result<Effect, SendProblem>> {
  const { tx, society, situation, now } = context
  const holder = { ...ownerOf(context), visitId: situation.visit.id, mailAddressId, purpose: 'confirm' as const }
  const sent = await codeToSend(tx, society, gate.keyring, holder, now)
  if (!sent.ok) return sent
  return ok({
    events: [{ name: 'mail.codeSent', detail: { purpose: 'confirm' } }],
    mails: [{ kind: 'confirmAddress', societyId: society.id, mailCodeId: sent.value.mailCodeId }],
  })
}
