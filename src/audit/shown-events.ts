import type { EventName } from './events.ts'

/**
 * What members are not shown: work of the machinery, what staff looked at, and steps that stand for nothing without the
 * event beside them. Everything else has a sentence (src/texts/ja/history.ts); what has neither does not compile.
 */
export const HIDDEN = [
  'account.importBegun',
  'account.imported',
  'account.shown',
  'attempt.unlockAsked',
  'audit.exported',
  'audit.purged',
  'birthDate.matched',
  'invitation.issued',
  'letter.fileTaken',
  'letter.spent',
  'mail.proposed',
  'mail.refused',
  'recovery.lost',
  'society.restored',
  'terms.published',
] as const satisfies readonly EventName[]

/** What members read in their history. */
export type ShownName = Exclude<EventName, (typeof HIDDEN)[number]>
