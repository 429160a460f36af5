import { findIdentifier } from '../../account/find-identifier.ts'
import { addressKey } from '../../account/mail-address-rule.ts'
import { codeToSend, type SendProblem } from '../../account/mail-codes.ts'
import { withdrawAddress } from '../../account/withdraw-address.ts'
import { type Instant, minutes } from '../../kernel/clock.ts'
import { err, ok } from '../../kernel/result.ts'
import type { Tx } from '../../store/database.ts'
import { begunByComputed, levelOf, rootsForBinding, shownKinds } from '../evidence.ts'
import { type Facts, FLOOR } from '../facts.ts'
import type { Effect, Gate, Handler, VisitContext } from '../handler.ts'
import { mailIsPending } from '../mail-pending.ts'

export type ConfirmMailProblem = { readonly kind: 'taken' | 'notOnFile' } | SendProblem

/**
 * EML-07…10: says which address is the member's and sends the confirmation. Only verified addresses are taken:
 * whoever types somebody else's address unverified keeps nobody from using it.
 */
export function confirmMail(
  gate: Gate,
  form: { readonly address: string; readonly signOutEverywhere: boolean },
): Handler<VisitContext, null, null, ConfirmMailProblem> {
  return {
    prepare: async () => ok(null),
    async commit(context) {
      const { tx, society, situation } = context
      if (onlyOnFile(context.facts) && !isOnFile(context, form.address)) return err({ kind: 'notOnFile' })
      const owner = await findIdentifier(tx, society.id, addressKey(form.address))
      if (owner && owner.accountId !== situation.account.id) return err({ kind: 'taken' })
      if (begunByComputed(context.facts)) await holdUnlessOnFile(context, form.address)
      const mailAddressId = await submit(context, form.address)
      const sent = await sendConfirmation(gate, context, mailAddressId)
      if (!sent.ok && sent.error.kind === 'resendLimit') {
        // Nothing was sent: the page must not wait for it.
        await withdrawAddress(tx, { societyId: society.id, accountId: situation.account.id })
        return sent
      }
      const effect = sent.ok ? sent.value : { events: [] }
      return ok({
        ...effect,
        events: [{ name: 'mail.submitted' }, ...effect.events],
        binds: true,
        signOutEverywhere: form.signOutEverywhere,
      })
    },
  }
}

/** 再送信: the same code again. */
export function resendConfirmation(gate: Gate): Handler<VisitContext, null, null, SendProblem> {
  return {
    prepare: async () => ok(null),
    async commit(context) {
      const { address } = context.situation
      return address ? sendConfirmation(gate, context, address.id) : err({ kind: 'resendLimit' })
    },
  }
}

/** 別のメールアドレスにする: the address is asked again; what was sent to the old one confirms nothing any more. */
export function chooseOtherAddress(): Handler<VisitContext, null, null, never> {
  return {
    prepare: async () => ok(null),
    async commit({ tx, society, situation }) {
      await withdrawAddress(tx, { societyId: society.id, accountId: situation.account.id })
      return ok({ events: [] })
    },
  }
}

/** Changing what the door relies on needs the account's level within this time (design.md §6, Sessions). */
const FRESH = minutes(5)

/** The same from the portal, for an address that nobody has verified: it is asked for in the way, once more. */
export function correctAddress(): Handler<VisitContext, null, null, { readonly kind: 'notPending' | 'stale' }> {
  return {
    prepare: async () => ok(null),
    async commit({ tx, society, situation, facts }) {
      if (!mailIsPending(facts)) return err({ kind: 'notPending' })
      if (levelOf(shownKinds(facts, 'floor', FRESH)) < FLOOR) return err({ kind: 'stale' })
      await withdrawAddress(tx, { societyId: society.id, accountId: situation.account.id })
      return ok({ events: [] })
    },
  }
}

/** Behind the computed password only the address that came in by file counts, unless the society takes any. */
export function onlyOnFile(facts: Facts): boolean {
  return begunByComputed(facts) && facts.policy.computed.mail === 'onFile'
}

function isOnFile({ situation, facts }: VisitContext, address: string): boolean {
  const current = situation.address
  return (
    current !== null &&
    (facts.member?.address?.fromFile ?? false) &&
    addressKey(current.address) === addressKey(address)
  )
}

/** What was said last decides: another address than the one on file holds the services back. */
async function holdUnlessOnFile(context: VisitContext, address: string): Promise<void> {
  const { tx, society, situation, now } = context
  await tx
    .updateTable('account')
    .set({ held_since: isOnFile(context, address) ? null : new Date(now), hold_released_at: null })
    .where('society_id', '=', society.id)
    .where('id', '=', situation.account.id)
    .execute()
}

async function sendConfirmation(gate: Gate, context: VisitContext, mailAddressId: string) {
  const { tx, society, situation, now } = context
  const holder = {
    societyId: society.id,
    accountId: situation.account.id,
    visitId: situation.visit.id,
    mailAddressId,
    purpose: 'confirm' as const,
  }
  const sent = await codeToSend(tx, society, gate.keyring, holder, now)
  if (!sent.ok) return sent
  const { mailCodeId } = sent.value
  const effect: Effect = {
    events: [{ name: 'mail.codeSent', detail: { purpose: 'confirm' } }],
    mails: [{ kind: 'confirmAddress', societyId: society.id, mailCodeId }],
  }
  return ok(effect)
}

/** The member's one current address: the same one is only submitted, another one takes its place. */
async function submit({ tx, society, situation, facts, now }: VisitContext, address: string): Promise<string> {
  const current = situation.address
  if (current && addressKey(current.address) === addressKey(address)) {
    await markSubmitted(tx, society.id, current.id, now)
    return current.id
  }
  if (current) {
    await tx
      .updateTable('mail_address')
      .set({ removed_at: new Date(now) })
      .where('society_id', '=', society.id)
      .where('id', '=', current.id)
      .execute()
  }
  const roots = rootsForBinding(facts)
  const { id } = await tx
    .insertInto('mail_address')
    .values({
      society_id: society.id,
      account_id: situation.account.id,
      address,
      address_key: addressKey(address),
      source: 'member',
      on_file_at: new Date(now),
      submitted_at: new Date(now),
      roots: roots && [...roots],
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

async function markSubmitted(tx: Tx, societyId: number, id: string, now: Instant): Promise<void> {
  await tx
    .updateTable('mail_address')
    .set({ submitted_at: new Date(now) })
    .where('society_id', '=', societyId)
    .where('id', '=', id)
    .execute()
}
