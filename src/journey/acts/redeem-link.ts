import { livingResetLink } from '../../account/mail-requests.ts'
import { spendMailed } from '../../account/mailed-codes.ts'
import { err, ok } from '../../kernel/result.ts'
import { readLinkToken } from '../../mail/mail-code-secret.ts'
import type { Society } from '../../society/society-directory.ts'
import type { ActContext, Gate, Handler } from '../handler.ts'
import { lockAccount } from '../lock.ts'

export type RedeemProblem = { readonly kind: 'dead' }

/** Whether the link opens something now. Looks, changes nothing: mail scanners open every link. */
export function isLivingLink(gate: Gate, society: Society, token: string): Promise<boolean> {
  const id = readLinkToken(gate.keyring, society.id, token, 'reset')
  if (id === undefined) return Promise.resolve(false)
  return gate.database.inSociety(society.id, async (tx) => {
    return (await livingResetLink(tx, society, id, gate.clock())) !== undefined
  })
}

/**
 * パスワードをリセット (REC-04…07): the link shows the mailbox in the browser in which it is redeemed, in a visit of its own;
 * what else must be shown is asked there. The password counts as forgotten. It opens once, and to nothing by itself.
 */
export function redeemLink(
  gate: Gate,
  token: string,
  browser: string,
): Handler<ActContext, string, string, RedeemProblem> {
  return {
    async prepare({ society }) {
      const id = readLinkToken(gate.keyring, society.id, token, 'reset')
      return id === undefined ? err({ kind: 'dead' }) : ok(id)
    },
    async commit({ tx, society, now }, id) {
      const seen = await livingResetLink(tx, society, id, now)
      if (!seen) return err({ kind: 'dead' })
      await lockAccount(tx, society.id, seen.accountId)
      const link = await livingResetLink(tx, society, id, now)
      const spent = link && (await spendMailed(tx, 'mail_request', { societyId: society.id, id }, now))
      if (!link || !spent) return err({ kind: 'dead' })
      return ok({
        opens: {
          accountId: link.accountId,
          letterId: null,
          birthDateMatched: false,
          browser,
          recovering: ['password'],
        },
        proofs: [{ factor: 'mailCode', credentialId: link.mailAddressId }],
        events: [{ name: 'visit.opened' }, { name: 'recovery.linkUsed' }],
      })
    },
  }
}
