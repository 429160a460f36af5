import { announce } from '../journey/announce.ts'
import { living, ownLevel } from '../journey/evidence.ts'
import { type Facts, FLOOR, type Method, PORTAL } from '../journey/facts.ts'
import type { Handler, VisitContext } from '../journey/handler.ts'
import { nextStep } from '../journey/next-step.ts'
import { takeAway } from '../journey/take-away.ts'
import { err, ok } from '../kernel/result.ts'
import { type OwnDevice, ownDevice } from './own-device.ts'

/** Why a device stays: without it nobody gets in, or this very visit stands on it. */
export type KeptBecause = 'last' | 'inUse'
export type RemoveProblem = { readonly kind: 'gone' | KeptBecause }

/**
 * LMP-16…23: takes a device away, or the mailed codes. The decision itself says whether that ends well: with the facts as they would be
 * afterwards this visit must still be done. So the last way in stays, and so does what this visit was opened with: the ones
 * that are left have to be shown to work first.
 */
export function removeDevice(id: string): Handler<VisitContext, null, null, RemoveProblem> {
  return {
    prepare: async () => ok(null),
    async commit(context) {
      const { tx, society, situation, facts, now } = context
      const device = ownDevice(situation, id)
      if (!device) return err({ kind: 'gone' })
      const kept = keptBecause(facts, id)
      if (kept) return err({ kind: kept })
      await takeAway(tx, { societyId: society.id, accountId: situation.account.id }, device, now)
      await followChoice(context, without(facts, id))
      const events = [{ name: 'device.removed' as const, detail: { factor: device.factor } }]
      return ok({ binds: true, events, mails: announce(context, device.factor === 'mailCode' ? 'method' : 'device') })
    },
  }
}

/** Null where it can go. */
export function keptBecause(facts: Facts, id: OwnDevice['id']): KeptBecause | null {
  const after = without(facts, id)
  const left = living(after)
  const opensDoor = left.some(({ factor }) => factor === 'password' || factor === 'passkey')
  if (!opensDoor || ownLevel(after) < FLOOR || chosenAfter(after) === null) return 'last'
  return nextStep(after).kind === 'done' ? null : 'inUse'
}

/** The facts as they would be; whoever gave up the last of the chosen method goes by one that is left. */
function without(facts: Facts, id: string): Facts {
  const { member } = facts
  if (!member) return facts
  const credentials = member.credentials.filter((credential) => credential.id !== id)
  // A mailed code shows the mailbox without being a method, too: here it would show what is about to go.
  const proofs = facts.proofs.filter(({ credentialId }) => credentialId !== id)
  const after = { ...facts, demand: PORTAL, proofs, member: { ...member, credentials } }
  return { ...after, member: { ...after.member, chosenMethod: chosenAfter(after) } }
}

function chosenAfter(facts: Facts): Method | null {
  const owned = living(facts).flatMap(({ factor }) => (factor === 'password' ? [] : [factor]))
  const chosen = facts.member?.chosenMethod ?? null
  return chosen && owned.includes(chosen) ? chosen : (owned[0] ?? null)
}

async function followChoice({ tx, society, situation, facts, now }: VisitContext, after: Facts): Promise<void> {
  const method = after.member?.chosenMethod
  if (!method || method === facts.member?.chosenMethod) return
  await tx
    .updateTable('method_choice')
    .set({ method, chosen_at: new Date(now) })
    .where('society_id', '=', society.id)
    .where('account_id', '=', situation.account.id)
    .execute()
}
