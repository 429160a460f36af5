import type { MailJobOf } from '../mail/job.ts'
import type { MailJob } from '../mail/queue.ts'
import type { VisitContext } from './handler.ts'

/** Tells the member's verified address what was changed (design.md §6); the caller says so in the same transaction. */
export function announce(
  { society, situation, now }: Pick<VisitContext, 'society' | 'situation' | 'now'>,
  what: MailJobOf<'changed'>['what'],
): MailJob[] {
  const address = situation.facts.member?.address
  if (address?.verifiedAt == null) return []
  const about = { societyId: society.id, accountId: situation.account.id, mailAddressId: address.id }
  return [{ kind: 'changed', ...about, what, at: new Date(now).toISOString() }]
}
