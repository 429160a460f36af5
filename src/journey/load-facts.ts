import { type RawBuilder, sql } from 'kysely'
import type { Instant } from '../kernel/clock.ts'
import { dayInTokyo } from '../kernel/japanese-date.ts'
import type { Society } from '../society/society-directory.ts'
import type { Tx } from '../store/database.ts'
import type { FactorName, KindName, MethodName, RungName } from '../store/tables.ts'
import type { Locale } from '../texts/codes.ts'
import {
  type Credential,
  type Demand,
  type Facts,
  type Freeze,
  type MemberFacts,
  PORTAL,
  type Proof,
  type Recovery,
  type Standing,
} from './facts.ts'
import { usablePaper } from './usable-paper.ts'

/** A living authenticator app of the member, for the chooser. */
export type Device = { readonly id: string; readonly name: string }

/** A living passkey of the member, for the pages that list or exclude it. */
export type OwnPasskey = {
  readonly id: string
  readonly credentialId: string
  readonly transports: readonly string[]
  readonly name: string | null
  readonly createdAt: Instant
}

/** A visit as it stands: the facts for the decision, and what pages show of the person. */
export type Situation = {
  readonly visit: {
    readonly id: string
    readonly secretDigest: string
    readonly previousDigest: string | null
    /** The newest secret, sealed, until it is first presented. */
    readonly handover: string | null
    readonly startedAt: Instant
    readonly lastSeenAt: Instant
    readonly browser: string
    readonly rememberedUntil: Instant | null
  }
  readonly account: { readonly id: string; readonly name: string }
  /** The language that the account has chosen for pages and mails. */
  readonly language: Locale | null
  readonly address: { readonly id: string; readonly address: string } | null
  readonly devices: readonly Device[]
  readonly passkeys: readonly OwnPasskey[]
  /** The newest policy of the society, which may be newer than the one this node holds. */
  readonly policyVersion: number
  readonly facts: Facts
}

type Time = string | null
type Row = {
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
  has_recovery_paper: boolean
  usable_paper: boolean
  has_lasting_id: boolean
  has_kept_id: boolean
  accepted_terms: number
  current_terms: number
  policy_version: number
}

/** Loads a living visit with everything that the decision needs, in one query; undefined when there is none. */
export async function loadSituation(
  tx: Tx,
  society: Society,
  visitId: string,
  now: Instant,
  demand: Demand = PORTAL,
): Promise<Situation | undefined> {
  const visit = sql`(select * from visit where society_id = ${society.id} and id = ${visitId} and ended_at is null
    and epoch = (select epoch from society where id = ${society.id}))`
  const { rows } = await situationQuery(society, visit, now).execute(tx)
  const row = rows[0]
  return row && toSituation(row, society, now, demand)
}

/** The facts as they would be had this member come now and shown this, with the letter or without: a visit that is not there. */
export async function imagineFacts(
  tx: Tx,
  society: Society,
  { accountId, letterId, proofs }: { accountId: string; letterId: string | null; proofs: readonly Proof[] },
  now: Instant,
): Promise<Facts | undefined> {
  const at = new Date(now)
  const visit = sql`(select ${society.id}::integer as society_id, gen_random_uuid() as id, ${accountId}::uuid as account_id,
    '' as secret_digest, null as previous_digest, null as rotated_at, ${at}::timestamptz as started_at,
    ${at}::timestamptz as last_seen_at, '' as browser, null as remembered_until, ${society.epoch}::integer as epoch,
    ${letterId}::uuid as letter_id, ${letterId === null ? null : at}::timestamptz as birth_date_matched_at,
    null::timestamptz as recovering_at, null::text[] as lost)`
  const { rows } = await situationQuery(society, visit, now).execute(tx)
  const row = rows[0]
  return row && { ...toSituation(row, society, now, PORTAL).facts, proofs }
}

/** The facts of somebody who has shown nothing yet. */
export function anonymousFacts(society: Society, now: Instant): Facts {
  const visit = { startedAt: now, knownBrowser: false, birthDateMatchedAt: null, letter: null }
  return { now, policy: society.policy, terms: 0, member: null, proofs: [], visit, recovery: null, demand: PORTAL }
}

function situationQuery(society: Society, visit: RawBuilder<unknown>, now: Instant) {
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
        and l.cancelled_at is null and l.mail_address_id is null and l.epoch = v.epoch) as has_recovery_paper,
      exists (select 1 from identifier i where i.society_id = v.society_id and i.account_id = v.account_id
        and i.kind in ('own', 'kept')) as has_lasting_id,
      exists (select 1 from identifier i where i.society_id = v.society_id and i.account_id = v.account_id
        and i.kind = 'kept') as has_kept_id,
      (select coalesce(max(t.version), 0) from terms_acceptance t
        where t.society_id = v.society_id and t.account_id = v.account_id) as accepted_terms,
      (select coalesce(max(t.version), 0) from terms t
        where t.society_id = v.society_id and t.effective_at <= ${at}) as current_terms,
      (select max(p.version) from society_policy p where p.society_id = v.society_id) as policy_version
    from ${visit} v
    join account a on a.society_id = v.society_id and a.id = v.account_id
    left join member m on m.society_id = v.society_id and m.account_id = v.account_id
    where v.society_id = ${society.id}`
}

function toSituation(row: Row, society: Society, now: Instant, demand: Demand): Situation {
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
    policyVersion: row.policy_version,
    facts,
  }
}

function memberFacts(row: Row, now: Instant): MemberFacts {
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
    recoveryPaper: {
      issued: row.has_recovery_paper,
      keptAt: instant(row.account.recovery_paper_kept_at),
      usable: row.usable_paper,
    },
    unnamedPasskey: row.passkeys.some(({ name }) => name === null),
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

/** In the order in which they are offered: the method that was used last comes first, the password after all of them. */
function credentialsOf(row: Row): Credential[] {
  const methods = [...row.passkeys.map(toOwned('passkey')), ...row.devices.map(toOwned('totp')), ...mailMethodOf(row)]
  const here = (visitId: string | null) => visitId === row.visit.id
  const credentials = methods
    .toSorted((one, other) => (other.usedAt ?? other.boundAt) - (one.usedAt ?? one.boundAt))
    .map(({ id, factor, boundAt, visits, roots }): Credential => {
      return { id, factor, boundAt, boundInVisit: visits.some(here), roots }
    })
  const { password } = row
  if (!password) return credentials
  const { set_at, bound_visit_id, roots } = password
  const boundInVisit = here(bound_visit_id)
  return [...credentials, { id: 'password', factor: 'password', boundAt: Date.parse(set_at), boundInVisit, roots }]
}

type Owned = Omit<Credential, 'boundInVisit'> & {
  /** The visits in which it came to be. */
  readonly visits: readonly (string | null)[]
  readonly usedAt: Instant | null
}

const toOwned =
  (factor: 'passkey' | 'totp') =>
  ({ id, created_at, last_used_at, bound_visit_id, roots }: Row['passkeys' | 'devices'][number]): Owned => {
    return {
      id,
      factor,
      boundAt: Date.parse(created_at),
      visits: [bound_visit_id],
      roots,
      usedAt: instant(last_used_at),
    }
  }

/** Worth what the address is worth, and no older than it. */
function mailMethodOf({ mail_method: method, address }: Row): Owned[] {
  if (!method || !address?.verified_at) return []
  const { id, verified_at, verified_visit_id, roots } = address
  const boundAt = Math.max(Date.parse(method.bound_at), Date.parse(verified_at))
  const visits = [method.bound_visit_id, verified_visit_id]
  return [{ id, factor: 'mailCode', boundAt, visits, roots, usedAt: instant(method.last_used_at) }]
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

const instant = (time: Time): Instant | null => (time === null ? null : Date.parse(time))
