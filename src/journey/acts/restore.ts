import { dropAddress } from '../../account/withdraw-address.ts'
import { ok } from '../../kernel/result.ts'
import type { Tx } from '../../store/database.ts'
import { announce } from '../announce.ts'
import { dropPaper } from '../drop-paper.ts'
import type { MemberFacts } from '../facts.ts'
import type { Handler, VisitContext } from '../handler.ts'
import { liftFreeze } from '../lift-freeze.ts'
import { afterRestore } from '../restore.ts'
import { type Owner, takeAway } from '../take-away.ts'

/**
 * 元に戻す: lifts the freeze for whoever has shown enough. What was bound since the doubt goes with it, and so does an
 * address that was put in since, and paper that was: a stranger's things do not come back to life. Every other visit ends.
 */
export function restoreAccount(): Handler<VisitContext, null, null, never> {
  return {
    prepare: async () => ok(null),
    async commit(context) {
      const { tx, society, situation, facts, step, now } = context
      if (step.kind !== 'restore' || !facts.member) throw new Error('act has checked that the step is due')
      const of = { societyId: society.id, accountId: situation.account.id }
      const after = afterRestore(facts, facts.member, step.by)
      const stays = new Set(after.credentials.map(({ id }) => id))
      for (const credential of facts.member.credentials) {
        if (!stays.has(credential.id)) await takeAway(tx, of, credential, now)
      }
      if (facts.member.address && !after.address) await dropAddress(tx, of.societyId, of.accountId, now)
      await followChoice(tx, of, facts.member, after, now)
      const letter = step.by === 'letter' ? (facts.visit.letter?.id ?? null) : null
      const since = letter === null ? (facts.member.freeze?.doubtedSince ?? 0) : 0
      await dropPaper(tx, of, { since, except: letter }, now)
      await liftFreeze(tx, of, now)
      return ok({
        signOutEverywhere: true,
        events: [{ name: 'account.restored', detail: { by: step.by } }],
        // Where a stranger's address was taken away, nobody is told there.
        mails: after.address ? announce(context, 'restored') : [],
      })
    },
  }
}

async function followChoice(tx: Tx, of: Owner, before: MemberFacts, after: MemberFacts, now: number): Promise<void> {
  const method = after.chosenMethod
  if (method === null || method === before.chosenMethod) return
  await tx
    .updateTable('method_choice')
    .set({ method, chosen_at: new Date(now) })
    .where('society_id', '=', of.societyId)
    .where('account_id', '=', of.accountId)
    .execute()
}
