import { maskAddress } from '../account/mail-address-rule.ts'
import { spendMailed } from '../account/mailed-codes.ts'
import { proposalLives } from '../account/propose-address.ts'
import { record } from '../audit/events.ts'
import type { Instant } from '../kernel/clock.ts'
import { readLinkToken } from '../mail/mail-code-secret.ts'
import type { Society } from '../society/society-directory.ts'
import type { Tx } from '../store/database.ts'
import { markVerified } from './acts/verify-mail.ts'
import { adoptMail } from './adopt-mail.ts'
import { endOtherVisits } from './end-other-visits.ts'
import type { Gate } from './handler.ts'
import { lockAccount } from './lock.ts'

/**
 * What a mailed link stands for now. `used`: the address is verified already; `replaced`: another address was given since,
 * or the visit that proposed this one has nothing more to say.
 */
export type MailLinkState =
  | { readonly state: 'confirm' | 'used'; readonly maskedMail: string }
  | { readonly state: 'expired' | 'replaced' | 'unknown' }

/** Looks, changes nothing: mail scanners open every link. */
export async function showMailLink(gate: Gate, society: Society, token: string): Promise<MailLinkState> {
  return gate.database.inSociety(society.id, async (tx) => stateOf(await find(tx, gate, society, token), gate.clock()))
}

/** Redeems the link: verifies the address and adds no proof to any visit (invariant 12). */
export async function redeemMailLink(
  gate: Gate,
  society: Society,
  token: string,
): Promise<MailLinkState | { readonly state: 'confirmed' | 'changed'; readonly maskedMail: string }> {
  return gate.database.inSociety(society.id, async (tx) => {
    const now = gate.clock()
    const seen = await find(tx, gate, society, token)
    if (seen) await lockAccount(tx, society.id, seen.accountId)
    const link = seen && (await find(tx, gate, society, token))
    const before = stateOf(link, now)
    if (!link || before.state !== 'confirm') return before
    const owner = { societyId: society.id, accountId: link.accountId }
    const spent = await spendMailed(tx, 'mail_code', { societyId: society.id, id: link.id }, now)
    if (spent && link.address.proposed) return change(tx, gate, society, link, now)
    if (!spent || !(await markVerified(tx, owner, link.address, now))) return { state: 'replaced' }
    const asking = { accountId: link.accountId, visitId: link.address.visitId }
    await endOtherVisits(tx, society, asking, 'halfSignedIn', now)
    const event = { name: 'mail.verified' as const, actor: 'member' as const, accountId: link.accountId }
    await record(tx, society.id, now, [{ ...event, visitId: link.address.visitId, detail: { by: 'link' } }])
    return { state: 'confirmed', maskedMail: before.maskedMail }
  })
}

/** EMC-04: the address that was proposed in self-care takes the place of the current one. */
async function change(tx: Tx, gate: Gate, society: Society, { accountId, address }: Link, now: Instant) {
  const { visitId } = address
  const adopted = await adoptMail(tx, { societyId: society.id, accountId, visitId }, address, now)
  if (!adopted) return { state: 'replaced' as const }
  await endOtherVisits(tx, society, { accountId, visitId }, 'halfSignedIn', now)
  const event = { name: 'mail.changed' as const, actor: 'member' as const, accountId, visitId, detail: { by: 'link' } }
  await record(tx, society.id, now, [event])
  for (const mail of adopted.mails) await gate.queue.enqueue(tx, mail)
  return { state: 'changed' as const, maskedMail: maskAddress(address.address) }
}

type Link = {
  id: string
  accountId: string
  expiresAt: Instant
  spent: boolean
  address: { id: string; address: string; visitId: string; verified: boolean; current: boolean; proposed: boolean }
}

async function find(tx: Tx, gate: Gate, society: Society, token: string): Promise<Link | undefined> {
  const id = readLinkToken(gate.keyring, society.id, token)
  if (!id) return undefined
  const row = await tx
    .selectFrom('mail_code')
    .innerJoin('mail_address', (join) =>
      join
        .onRef('mail_address.society_id', '=', 'mail_code.society_id')
        .onRef('mail_address.id', '=', 'mail_code.mail_address_id'),
    )
    .select([
      'mail_code.account_id',
      'mail_code.visit_id',
      'mail_code.expires_at',
      'mail_code.spent_at',
      'mail_code.epoch',
      'mail_address.id as address_id',
      'mail_address.address',
      'mail_address.verified_at',
      'mail_address.removed_at',
      'mail_address.submitted_at',
      'mail_address.proposed_at',
    ])
    .where('mail_code.society_id', '=', society.id)
    .where('mail_code.id', '=', id)
    .where('mail_code.purpose', '=', 'confirm')
    .executeTakeFirst()
  if (!row || row.epoch !== society.epoch) return undefined
  const current = row.removed_at === null && row.submitted_at !== null
  const proposed = row.proposed_at !== null && (await proposalLives(tx, society.id, row.address_id))
  return {
    id,
    accountId: row.account_id,
    expiresAt: row.expires_at.getTime(),
    spent: row.spent_at !== null,
    address: {
      id: row.address_id,
      address: row.address,
      visitId: row.visit_id,
      verified: row.verified_at !== null,
      current,
      proposed,
    },
  }
}

function stateOf(link: Link | undefined, now: Instant): MailLinkState {
  if (!link) return { state: 'unknown' }
  const maskedMail = maskAddress(link.address.address)
  if (link.address.verified) return { state: 'used', maskedMail }
  if (!(link.address.current || link.address.proposed) || link.spent) return { state: 'replaced' }
  return link.expiresAt <= now ? { state: 'expired' } : { state: 'confirm', maskedMail }
}
