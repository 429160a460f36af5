/** The tables of src/store/migrations as kysely sees them; `contract/store.test.ts` compares the two. */
import type { ColumnType, Generated, JSONColumnType } from 'kysely'

type Timestamp = ColumnType<Date, Date | string, Date | string>
type MaybeTimestamp = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
type Defaulted<T> = Generated<T>

export type FactorName = 'password' | 'passkey' | 'totp' | 'mailCode' | 'recoveryCode' | 'letter' | 'computed'
export type MethodName = 'passkey' | 'totp' | 'mailCode'
export type KindName = 'memory' | 'device' | 'mailbox' | 'paper'
export type RungName = 'twoKinds' | 'direct' | 'letter'

export type Tables = {
  society: { id: Generated<number>; name: string; epoch: Defaulted<number>; created_at: Generated<Date> }
  society_policy: {
    society_id: number
    version: number
    policy: JSONColumnType<object>
    applied_at: Generated<Date>
  }
  society_host: { host: string; society_id: number; canonical: boolean }
  terms: {
    society_id: number
    version: number
    title: string
    body: string
    changes: Defaulted<string>
    effective_at: Timestamp
    title_en: string | null
    body_en: string | null
    changes_en: string | null
  }
  notice: {
    society_id: number
    id: Generated<string>
    title: string
    body: Defaulted<string>
    title_en: Defaulted<string | null>
    body_en: Defaulted<string | null>
    published_at: Timestamp
    until: MaybeTimestamp
  }
  account: {
    society_id: number
    id: Generated<string>
    kind: 'member' | 'staff'
    name: string
    name_kana: Defaulted<string>
    birth_date: string | null
    created_at: Generated<Date>
    recovery_paper_kept_at: MaybeTimestamp
    frozen_at: MaybeTimestamp
    doubted_since: MaybeTimestamp
    restored_at: MaybeTimestamp
    closed_at: MaybeTimestamp
    user_handle: string | null
    language: 'ja' | 'en' | null
    mail_declined_at: MaybeTimestamp
    held_since: MaybeTimestamp
    hold_released_at: MaybeTimestamp
  }
  member: {
    society_id: number
    account_id: string
    symbol: string
    number: string
    branch: string
    category: 'insured' | 'dependant'
    qualified_on: string | null
    lost_on: string | null
    imported_at: Generated<Date>
    imported_digest: string | null
  }
  identifier: {
    society_id: number
    value: string
    account_id: string
    kind: 'temporary' | 'kept' | 'own' | 'mail'
    created_at: Generated<Date>
  }
  mail_address: {
    society_id: number
    id: Generated<string>
    account_id: string
    address: string
    address_key: string
    source: 'import' | 'staff' | 'member'
    on_file_at: Timestamp
    submitted_at: MaybeTimestamp
    verified_at: MaybeTimestamp
    verified_visit_id: string | null
    roots: KindName[] | null
    removed_at: MaybeTimestamp
    proposed_at: MaybeTimestamp
    proposed_visit_id: string | null
  }
  letter: {
    society_id: number
    id: Generated<string>
    account_id: string
    code_mac: string
    recovery_mac: string | null
    mail_address_id: string | null
    issued_at: Timestamp
    expires_at: Timestamp
    spent_at: MaybeTimestamp
    cancelled_at: MaybeTimestamp
    epoch: Defaulted<number>
    serial: Generated<number>
    batch_id: string | null
    printed_at: MaybeTimestamp
    returned_at: MaybeTimestamp
    cancelled_because: 'replaced' | 'returned' | 'cancelled' | null
    purpose: Defaulted<'founding' | 'recovery'>
    recovery_spent_at: MaybeTimestamp
  }
  letter_batch: {
    society_id: number
    id: Generated<string>
    made_at: Timestamp
    made_by: string
    seconded_by: string | null
    reason: string
    layout: 'a4' | 'postcard' | 'file'
    encoding: 'cp932' | 'utf-8' | null
    finished_at: MaybeTimestamp
    taken_at: MaybeTimestamp
    taken_by: string | null
    erased_at: MaybeTimestamp
  }
  letter_file_part: { society_id: number; batch_id: string; part: number; rows_sealed: string }
  postal_address: {
    society_id: number
    account_id: string
    postal_code: string
    address: string
    on_file_at: Timestamp
  }
  password: {
    society_id: number
    account_id: string
    hash: string
    set_at: Timestamp
    bound_visit_id: string | null
    roots: KindName[] | null
  }
  method_choice: {
    society_id: number
    account_id: string
    method: MethodName
    chosen_at: Timestamp
    bound_visit_id: string | null
  }
  mail_method: {
    society_id: number
    account_id: string
    bound_at: Timestamp
    bound_visit_id: string | null
    last_used_at: MaybeTimestamp
    removed_at: MaybeTimestamp
  }
  totp_device: {
    society_id: number
    id: Generated<string>
    account_id: string
    name: string
    secret_sealed: string
    last_step: number
    created_at: Timestamp
    last_used_at: MaybeTimestamp
    bound_visit_id: string | null
    roots: KindName[] | null
    removed_at: MaybeTimestamp
    set_aside_by: string | null
  }
  passkey: {
    society_id: number
    id: Generated<string>
    account_id: string
    credential_id: string
    public_key: string
    counter: number
    transports: string[]
    aaguid: string
    backup_eligible: boolean
    backed_up: boolean
    name: string | null
    created_at: Timestamp
    last_used_at: MaybeTimestamp
    bound_visit_id: string | null
    roots: KindName[] | null
    removed_at: MaybeTimestamp
    set_aside_by: string | null
  }
  passkey_challenge: {
    society_id: number
    visit_id: string
    ceremony: 'enrol' | 'prove'
    challenge: string
    created_at: Timestamp
  }
  spent_challenge: { society_id: number; digest: string; spent_at: Timestamp }
  terms_acceptance: {
    society_id: number
    account_id: string
    id: Generated<number>
    version: number
    accepted_at: Timestamp
    withdrawn_at: MaybeTimestamp
  }
  visit: {
    society_id: number
    id: Generated<string>
    secret_digest: string
    previous_digest: string | null
    handover: string | null
    rotated_at: MaybeTimestamp
    account_id: string
    started_at: Timestamp
    last_seen_at: Timestamp
    ended_at: MaybeTimestamp
    ended_because: string | null
    letter_id: string | null
    birth_date_matched_at: MaybeTimestamp
    browser: Defaulted<string>
    epoch: Defaulted<number>
    remembered_until: MaybeTimestamp
    recovering_at: MaybeTimestamp
    lost: FactorName[] | null
  }
  proof: {
    society_id: number
    id: Generated<string>
    visit_id: string
    factor: FactorName
    credential_id: string | null
    proven_at: Timestamp
  }
  totp_enrolment: { society_id: number; visit_id: string; secret_sealed: string; created_at: Timestamp }
  mail_code: {
    society_id: number
    id: Generated<string>
    account_id: string
    visit_id: string
    mail_address_id: string
    purpose: 'confirm' | 'prove'
    code_sealed: string
    created_at: Timestamp
    expires_at: Timestamp
    sent_count: Defaulted<number>
    last_sent_at: Timestamp
    spent_at: MaybeTimestamp
    epoch: Defaulted<number>
  }
  attempt: {
    society_id: number
    kind: 'password' | 'letter' | 'birthDate' | 'secondFactor' | 'mailCode'
    subject: string
    failures: number
    last_wrong: string | null
    last_failed_at: Timestamp
    locked_until: MaybeTimestamp
    closed_at: MaybeTimestamp
  }
  failure_streak: {
    society_id: number
    kind: 'password' | 'letter' | 'birthDate' | 'secondFactor' | 'mailCode'
    owner: string
    failures: number
  }
  network_budget: { network: string; minute_until: Timestamp; hour_until: Timestamp }
  known_browser: {
    society_id: number
    id: Generated<string>
    account_id: string
    created_at: Timestamp
    last_used_at: Timestamp
    expires_at: Timestamp
    ended_at: MaybeTimestamp
    epoch: Defaulted<number>
  }
  unlock_code: {
    society_id: number
    id: Generated<string>
    subject: string
    account_id: string | null
    mail_address_id: string | null
    code_sealed: string
    created_at: Timestamp
    expires_at: Timestamp
    sent_count: Defaulted<number>
    last_sent_at: Timestamp
    spent_at: MaybeTimestamp
    epoch: Defaulted<number>
  }
  event: {
    society_id: number
    id: Generated<number>
    happened_at: Timestamp
    name: string
    actor: string
    account_id: string | null
    visit_id: string | null
    detail: JSONColumnType<object>
  }
  event_batch: {
    society_id: number
    number: number
    last_id: number
    events: number
    first_at: Timestamp
    last_at: Timestamp
    digest: string
    sealed_at: Timestamp
    seal: string
    written_at: Generated<Date>
  }
  event_head: {
    society_id: number
    batch: Defaulted<number>
    purged: Defaulted<number>
    seal: string
    mark_id: number | null
    mark_xid: string | null
  }
  mail_request: {
    society_id: number
    purpose: 'reset' | 'userId'
    owner: string
    id: string
    account_id: string | null
    mail_address_id: string | null
    created_at: Timestamp
    expires_at: Timestamp
    last_sent_at: Timestamp
    hour_began_at: Timestamp
    sent_this_hour: number
    spent_at: MaybeTimestamp
    epoch: number
  }
  recovery: {
    society_id: number
    id: Generated<string>
    account_id: string
    visit_id: string
    rung: RungName
    kinds: KindName[]
    replaces: FactorName[]
    granted_at: Timestamp
    cancelled_at: MaybeTimestamp
  }
  recovery_offer: {
    society_id: number
    visit_id: string
    set_id: string
    codes_sealed: string
    created_at: Timestamp
  }
  recovery_code: {
    society_id: number
    id: Generated<string>
    account_id: string
    set_id: string
    code_mac: string
    epoch: number
    created_at: Timestamp
    kept_at: MaybeTimestamp
    spent_at: MaybeTimestamp
    replaced_at: MaybeTimestamp
  }
}
