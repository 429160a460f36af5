import type { Instant } from '../kernel/clock.ts'
import type { Society } from '../society/society-directory.ts'
import type { Demand, Facts, Recovery } from './facts.ts'
import { memberFacts } from './read-member.ts'
import type { Situation } from './situation.ts'
import { instant, type Row } from './situation-query.ts'

/** A row of the database as the facts of the decision. */
export function toSituation(row: Row, society: Society, now: Instant, demand: Demand): Situation {
  const { visit, account } = row
  const proofs = row.proofs.map((proof) => ({
    factor: proof.factor,
    credentialId: proof.credential_id,
    at: Date.parse(proof.proven_at),
  }))
  const facts: Facts = {
    now,
    policy: society.policy,
    terms: row.current_terms,
    member: memberFacts(row, now),
    proofs,
    visit: {
      startedAt: Date.parse(visit.started_at),
      knownBrowser: false,
      birthDateMatchedAt: instant(visit.birth_date_matched_at),
      letter: row.letter && {
        id: row.letter.id,
        issuedAt: Date.parse(row.letter.issued_at),
        mailAddressId: row.letter.mail_address_id,
        recovers: row.letter.purpose === 'recovery',
      },
      recovering: visit.recovering_at === null ? null : { lost: visit.lost ?? [] },
    },
    recovery: recoveryOf(row),
    demand,
  }
  return {
    visit: {
      id: visit.id,
      secretDigest: visit.secret_digest,
      previousDigest: visit.previous_digest,
      handover: visit.handover,
      startedAt: Date.parse(visit.started_at),
      lastSeenAt: Date.parse(visit.last_seen_at),
      browser: visit.browser,
      rememberedUntil: instant(visit.remembered_until),
    },
    account: { id: account.id, name: account.name },
    language: account.language,
    address: row.address && { id: row.address.id, address: row.address.address },
    devices: row.devices.map(({ id, name }) => ({ id, name })),
    passkeys: row.passkeys.map((passkey) => ({
      id: passkey.id,
      credentialId: passkey.credential_id,
      transports: passkey.transports,
      name: passkey.name,
      createdAt: Date.parse(passkey.created_at),
    })),
    termsWithdrawnAt: row.accepted_terms > 0 ? null : (row.terms_withdrawn_at?.getTime() ?? null),
    facts,
  }
}

/** The newest one says the rung; each factor is set aside up to the last one that replaced it. */
function recoveryOf({ recoveries, visit }: Row): Recovery | null {
  const newest = recoveries.at(-1)
  if (!newest) return null
  const setsAside = Object.fromEntries(
    recoveries.flatMap(({ replaces, granted_at }) => replaces.map((factor) => [factor, Date.parse(granted_at)])),
  )
  const grantedInVisit = newest.visit_id === visit.id
  return { rung: newest.rung, grantedAt: Date.parse(newest.granted_at), grantedInVisit, setsAside }
}
