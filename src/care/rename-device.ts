import { announce } from '../journey/announce.ts'
import type { Handler, VisitContext } from '../journey/handler.ts'
import { err, ok } from '../kernel/result.ts'
import { ownDevice } from './own-device.ts'

export type RenameProblem = { readonly kind: 'gone' | 'taken' }

/** LMP-12, PSK-13: a name by which its owner knows a device again; no other of the same kind has it. `name` was checked. */
export function renameDevice(id: string, name: string): Handler<VisitContext, null, null, RenameProblem> {
  return {
    prepare: async () => ok(null),
    async commit(context) {
      const { tx, society, situation } = context
      const device = ownDevice(situation, id)
      if (!device || device.factor === 'mailCode') return err({ kind: 'gone' })
      if (device.name === name) return ok({ events: [] })
      const others: readonly { id: string; name: string | null }[] =
        device.factor === 'totp' ? situation.devices : situation.passkeys
      if (others.some((other) => other.id !== id && other.name === name)) return err({ kind: 'taken' })
      await tx
        .updateTable(device.factor === 'totp' ? 'totp_device' : 'passkey')
        .set({ name })
        .where('society_id', '=', society.id)
        .where('account_id', '=', situation.account.id)
        .where('id', '=', id)
        .where('removed_at', 'is', null)
        .execute()
      const events = [{ name: 'device.renamed' as const, detail: { factor: device.factor } }]
      return ok({ events, mails: announce(context, 'device') })
    },
  }
}
