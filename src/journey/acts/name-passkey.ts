import { err, ok } from '../../kernel/result.ts'
import type { Handler, VisitContext } from '../handler.ts'

export type NamePasskeyProblem = { readonly kind: 'taken' }

/** PSK-07…13: the newest passkey without a name gets one that its owner has not used yet. `name` was checked. */
export function namePasskey(name: string): Handler<VisitContext, null, null, NamePasskeyProblem> {
  return {
    prepare: async () => ok(null),
    async commit({ tx, society, situation }) {
      if (situation.passkeys.some((passkey) => passkey.name === name)) return err({ kind: 'taken' })
      const unnamed = situation.passkeys.findLast((passkey) => passkey.name === null)
      if (!unnamed) throw new Error('the step of the name is due only while a passkey has none')
      await tx
        .updateTable('passkey')
        .set({ name })
        .where('society_id', '=', society.id)
        .where('id', '=', unnamed.id)
        .execute()
      return ok({ events: [{ name: 'passkey.named' }] })
    },
  }
}
