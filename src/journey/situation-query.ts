import { type RawBuilder, sql } from 'kysely'
import type { Instant } from '../kernel/clock.ts'
import type { Society } from '../society/society-directory.ts'
import type { FactorName, KindName, MethodName, RungName } from '../store/tables.ts'
import type { Locale } from '../texts/codes.ts'
import { usablePaper } from './usable-paper.ts'

/** As the database writes it into JSON, ISO 8601. */
type Time = string | null

export const instant = (time: Time): Instant | null => (time === null ? null : Date.parse(time))

/** Everything about a visit and whoever is in it, as it comes out of the database. */
export type Row = {
  visit: {
    id: string
    secret_digest: string
    previous_digest: string | null
    handover: string | null
    started_at: string
    last_seen_at: string
    browser: string
    remembered_until: Time
    birth_date_matched_at: Time
    recovering_at: Time
    lost: FactorName[] | null
  }
  account: {
    id: string
    name: string
    frozen_at: Time
    doubted_since: Time
    closed_at: Time
    recovery_paper_kept_at: Time
    language: Locale | null
    mail_declined_at: Time
    held_since: Time
    hold_released_at: Time
  }
  lost_on: string | null
  proofs: { factor: FactorName; credential_id: string | null; proven_at: string }[]
  address: {
    id: string
    address: string
    on_file_at: string
    source: string
    submitted_at: Time
    verified_at: Time
    verified_visit_id: string | null
    roots: KindName[] | null
  } | null
  password: { set_at: string; bound_visit_id: string | null; roots: KindName[] | null } | null
  devices: {
    id: string
    name: string
    created_at: string
    last_used_at: Time
    bound_visit_id: string | null
    roots: KindName[] | null
  }[]
  passkeys: {
    id: string
    credential_id: string
    transports: string[]
    name: string | null
    created_at: string
    last_used_at: Time
    bound_visit_id: string | null
    roots: KindName[] | null
  }[]
  mail_method: { bound_at: string; bound_visit_id: string | null; last_used_at: Time } | null
  choice: { method: MethodName } | null
  letter: { id: string; issued_at: string; mail_address_id: string | null; purpose: 'founding' | 'recovery' } | null
  recoveries: { rung: RungName; replaces: FactorName[]; granted_at: string; visit_id: string }[]
  has_letter: boolean
  has_recovery_paper: boolean
  usable_paper: boolean
  has_lasting_id: boolean
  has_kept_id: boolean
  accepted_terms: number
  terms_withdrawn_at: Date | null
  current_terms: number
}

/** One query, one round trip: whatever the decision needs is read at the same moment. `visit` selects the row, or makes one up. */
export function situationQuery(society: Society, visit: RawBuilder<unknown>, now: Instant) {
  const at = new Date(now)
  return sql<Row>`
    select row_to_json(v) as visit, row_to_json(a) as account, m.lost_on::text as lost_on,
      (select coalesce(json_agg(p order by p.proven_at, p.id), '[]') from proof p
        where p.society_id = v.society_id and p.visit_id = v.id) as proofs,
      (select row_to_json(ad) from mail_address ad
        where ad.society_id = v.society_id and ad.account_id = v.account_id and ad.removed_at is null) as address,
      (select json_build_object('set_at', pw.set_at, 'bound_visit_id', pw.bound_visit_id, 'roots', pw.roots) from password pw
        where pw.society_id = v.society_id and pw.account_id = v.account_id) as password,
      (select coalesce(json_agg(json_build_object('id', d.id, 'name', d.name, 'created_at', d.created_at,
          'last_used_at', d.last_used_at, 'bound_visit_id', d.bound_visit_id, 'roots', d.roots) order by d.created_at, d.id), '[]') from totp_device d
        where d.society_id = v.society_id and d.account_id = v.account_id and d.removed_at is null) as devices,
      (select coalesce(json_agg(json_build_object('id', k.id, 'credential_id', k.credential_id, 'transports', k.transports,
          'name', k.name, 'created_at', k.created_at, 'last_used_at', k.last_used_at, 'bound_visit_id', k.bound_visit_id,
          'roots', k.roots) order by k.created_at, k.id), '[]') from passkey k
        where k.society_id = v.society_id and k.account_id = v.account_id and k.removed_at is null) as passkeys,
      (select json_build_object('bound_at', mm.bound_at, 'bound_visit_id', mm.bound_visit_id,
          'last_used_at', mm.last_used_at) from mail_method mm
        where mm.society_id = v.society_id and mm.account_id = v.account_id and mm.removed_at is null) as mail_method,
      (select row_to_json(c) from method_choice c
        where c.society_id = v.society_id and c.account_id = v.account_id) as choice,
      (select coalesce(json_agg(r order by r.granted_at, r.id), '[]') from recovery r
        where r.society_id = v.society_id and r.account_id = v.account_id and r.cancelled_at is null) as recoveries,
      ${usablePaper} as usable_paper,
      (select json_build_object('id', l.id, 'issued_at', l.issued_at, 'mail_address_id', l.mail_address_id,
          'purpose', l.purpose) from letter l
        where l.society_id = v.society_id and l.id = v.letter_id) as letter,
      exists (select 1 from letter l where l.society_id = v.society_id and l.account_id = v.account_id
        and l.cancelled_at is null and l.mail_address_id is null) as has_letter,
      exists (select 1 from letter l where l.society_id = v.society_id and l.account_id = v.account_id
        and l.cancelled_at is null and l.recovery_mac is not null and l.epoch = v.epoch) as has_recovery_paper,
      exists (select 1 from identifier i where i.society_id = v.society_id and i.account_id = v.account_id
        and i.kind in ('own', 'kept')) as has_lasting_id,
      exists (select 1 from identifier i where i.society_id = v.society_id and i.account_id = v.account_id
        and i.kind = 'kept') as has_kept_id,
      (select coalesce(max(t.version), 0) from terms_acceptance t
        where t.society_id = v.society_id and t.account_id = v.account_id and t.withdrawn_at is null) as accepted_terms,
      (select max(t.withdrawn_at) from terms_acceptance t
        where t.society_id = v.society_id and t.account_id = v.account_id) as terms_withdrawn_at,
      (select coalesce(max(t.version), 0) from terms t
        where t.society_id = v.society_id and t.effective_at <= ${at}) as current_terms
    from ${visit} v
    join account a on a.society_id = v.society_id and a.id = v.account_id
    left join member m on m.society_id = v.society_id and m.account_id = v.account_id
    where v.society_id = ${society.id}`
}
