import { keepCodes, SET_SIZE } from '../../account/recovery-offer.ts'
import { err, ok, type Result } from '../../kernel/result.ts'
import { announce } from '../announce.ts'
import { mayHaveCodes } from '../evidence.ts'
import type { Effect, Gate, Handler, VisitContext } from '../handler.ts'

export type KeepPaperProblem = { readonly kind: 'gone' }

/** The member says that the paper is put away: the lower half of the letter, or the set of codes that the page showed. */
export function keepRecoveryPaper(
  gate: Gate,
  setId: string | null,
): Handler<VisitContext, null, null, KeepPaperProblem> {
  return {
    prepare: async () => ok(null),
    async commit(context) {
      if (context.society.policy.recoveryPaper === 'screen') return keepSet(gate, context, setId ?? '')
      await markKept(context)
      return ok({ events: [{ name: 'recoveryPaper.kept' }] })
    },
  }
}

/** A set of ten takes the place of the one before. It must not be worth more than what the account has otherwise. */
export async function keepSet(
  gate: Gate,
  context: VisitContext,
  setId: string,
): Promise<Result<Effect, KeepPaperProblem>> {
  const { tx, society, situation, facts, now } = context
  if (!SET_ID.test(setId) || !mayHaveCodes(facts)) return err({ kind: 'gone' })
  const ids = { visitId: situation.visit.id, accountId: situation.account.id, setId }
  const of = { societyId: society.id, epoch: society.epoch, ...ids }
  if (!(await keepCodes(tx, gate.keyring, of, now))) return err({ kind: 'gone' })
  await markKept(context)
  return ok({
    events: [{ name: 'recoveryCodes.made', detail: { codes: SET_SIZE } }],
    mails: announce(context, 'recoveryCodes'),
  })
}

const SET_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

async function markKept({ tx, society, situation, now }: VisitContext): Promise<void> {
  await tx
    .updateTable('account')
    .set({ recovery_paper_kept_at: new Date(now) })
    .where('society_id', '=', society.id)
    .where('id', '=', situation.account.id)
    .execute()
}
