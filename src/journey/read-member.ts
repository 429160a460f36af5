import type { Instant } from '../kernel/clock.ts'
import { dayInTokyo } from '../kernel/japanese-date.ts'
import type { Freeze, MemberFacts, Standing } from './facts.ts'
import { credentialsOf } from './read-credentials.ts'
import { instant, type Row } from './situation-query.ts'

/** What is known about the person of a visit. */
export function memberFacts(row: Row, now: Instant): MemberFacts {
  const { address } = row
  return {
    standing: standingOf(row, now),
    freeze: freezeOf(row),
    credentials: credentialsOf(row),
    address: address && {
      id: address.id,
      onFileAt: Date.parse(address.on_file_at),
      fromFile: address.source !== 'member',
      submittedAt: instant(address.submitted_at),
      verifiedAt: instant(address.verified_at),
      verifiedInVisit: address.verified_visit_id === row.visit.id,
      roots: address.roots,
    },
    declinedMailAt: instant(row.account.mail_declined_at),
    heldSince: row.account.hold_released_at === null ? instant(row.account.held_since) : null,
    hasLastingId: row.has_lasting_id,
    keptId: row.has_kept_id,
    chosenMethod: row.choice?.method ?? null,
    acceptedTerms: row.accepted_terms,
    letterSent: row.has_letter,
    recoveryPaper: {
      issued: row.has_recovery_paper,
      keptAt: instant(row.account.recovery_paper_kept_at),
      usable: row.usable_paper,
    },
    unnamedPasskey: row.passkeys.some(({ name }) => name === null),
  }
}

/** 資格喪失日 is the first day without qualification, in Japan. */
function standingOf(row: Row, now: Instant): Standing {
  if (row.account.closed_at) return 'closed'
  if (row.lost_on && row.lost_on <= dayInTokyo(now)) return 'qualificationEnded'
  return row.account.frozen_at ? 'frozen' : 'eligible'
}

/** Where it is not known since when, nothing that is bound counts: then a letter lifts it. */
function freezeOf({ account }: Row): Freeze | null {
  if (account.frozen_at === null) return null
  return { at: Date.parse(account.frozen_at), doubtedSince: instant(account.doubted_since) ?? 0 }
}
