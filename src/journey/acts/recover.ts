import { ok } from '../../kernel/result.ts'
import type { Tx } from '../../store/database.ts'
import { dropPaper } from '../drop-paper.ts'
import { shownKinds } from '../evidence.ts'
import type { Handler, VisitContext } from '../handler.ts'
import { liftFreeze } from '../lift-freeze.ts'

/**
 * Completes a recovery: what is lost is set aside from now on, by a fact with a date, a rung and the kinds that were shown.
 * Every other visit that is under way ends, and the member is told.
 */
export function recover(): Handler<VisitContext, null, null, never> {
  return {
    prepare: async () => ok(null),
    async commit({ tx, society, situation, facts, step, now }) {
      if (step.kind !== 'recover') throw new Error('act has checked that the step is due')
      const accountId = situation.account.id
      const { id } = await tx
        .insertInto('recovery')
        .values({
          society_id: society.id,
          account_id: accountId,
          visit_id: situation.visit.id,
          rung: step.rung,
          kinds: [...shownKinds(facts, 'demand')].sort(),
          replaces: [...step.replaces],
          granted_at: new Date(now),
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      for (const factor of step.replaces) await setAside(tx, { societyId: society.id, accountId, id }, factor, now)
      const paper = step.rung === 'letter' ? (facts.visit.letter?.id ?? null) : null
      if (paper !== null) await dropPaper(tx, { societyId: society.id, accountId }, { since: 0, except: paper }, now)
      const detail = { rung: step.rung, replaces: step.replaces.join(' ') }
      const frozen = facts.member?.standing === 'frozen'
      if (frozen) await liftFreeze(tx, { societyId: society.id, accountId }, now)
      return ok({
        binds: true,
        keepsPaper: true,
        events: [
          { name: 'recovery.granted', detail },
          ...(frozen ? [{ name: 'account.restored' as const, detail: { by: 'letter' } }] : []),
        ],
        mails: [{ kind: 'recovered', societyId: society.id, recoveryId: id }],
      })
    },
  }
}

type Granted = { readonly societyId: number; readonly accountId: string; readonly id: string }

/** A forgotten password is gone; a device stays on record, so that a cancelled recovery gives it back. */
async function setAside(tx: Tx, by: Granted, factor: string, now: number): Promise<void> {
  if (factor === 'password') {
    await tx
      .deleteFrom('password')
      .where('society_id', '=', by.societyId)
      .where('account_id', '=', by.accountId)
      .execute()
  }
  if (factor === 'mailCode') {
    await tx
      .updateTable('mail_method')
      .set({ removed_at: new Date(now) })
      .where('society_id', '=', by.societyId)
      .where('account_id', '=', by.accountId)
      .execute()
  }
  if (factor !== 'passkey' && factor !== 'totp') return
  await tx
    .updateTable(factor === 'passkey' ? 'passkey' : 'totp_device')
    .set({ removed_at: new Date(now), set_aside_by: by.id })
    .where('society_id', '=', by.societyId)
    .where('account_id', '=', by.accountId)
    .where('removed_at', 'is', null)
    .execute()
}
