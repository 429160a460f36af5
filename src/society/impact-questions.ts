import { type RawBuilder, sql } from 'kysely'
import { available } from './method-checks.ts'
import type { Policy } from './policy.ts'

/** Older policies may lack newer keys. */
export type Before = Partial<Policy>

/** Whom to count (`whose`: a condition on the account `a`), and what the change means for them. */
export type Question = { readonly strands: boolean; readonly what: string; readonly whose: RawBuilder<unknown> }

type Change = { readonly before: Before; readonly after: Policy; readonly today: string }
type Ask = (change: Change) => readonly (Question | false)[]

/** What is to be counted for a change, the one that is met first and the one that is stranded after it. */
export function impactQuestions(change: Change): readonly Question[] {
  const asked = [methods, proofs, identifiers, numbers, addresses].flatMap((ask) => ask(change))
  return asked.filter((question) => question !== false).toSorted((a, b) => Number(a.strands) - Number(b.strands))
}

const meets = (what: string, whose: RawBuilder<unknown>): Question => ({ strands: false, what, whose })
const strands = (what: string, whose: RawBuilder<unknown>): Question => ({ strands: true, what, whose })

const methods: Ask = ({ before, after, today }) => {
  const offered = available(after, today)
  const withdrawn = (before.methods ?? []).filter(({ method }) => !offered.includes(method))
  const waits = after.methods.some(({ method }) => after.enrolment[method] === 'nextSignIn')
  return [
    ...withdrawn.map(({ method }) =>
      meets(
        `chose ${method} and have not set it up: they choose again`,
        sql`exists (select 1 from method_choice c where c.society_id = a.society_id and c.account_id = a.id
          and c.method = ${method}) and not exists ${SECOND_FACTOR}`,
      ),
    ),
    before.mailVerification !== 'afterwards' &&
      after.mailVerification === 'afterwards' &&
      !waits &&
      strands(
        'have a password, no verified address and no method yet: they need a letter first',
        sql`exists ${PASSWORD} and not exists ${SECOND_FACTOR} and not exists ${VERIFIED}`,
      ),
  ]
}

const proofs: Ask = ({ before, after }) => [
  before.mail === 'optional' &&
    after.mail === 'required' &&
    meets(
      'have no verified address: they are asked for one at their next sign-in',
      sql`exists ${SECOND_FACTOR} and not exists ${VERIFIED}`,
    ),
  before.mailVerification === 'afterwards' &&
    after.mailVerification === 'codeOrLink' &&
    meets(
      'have an address that nobody verified: they are asked for its code at their next sign-in',
      sql`exists ${SECOND_FACTOR} and exists ${UNVERIFIED}`,
    ),
  before.password !== 'required' &&
    after.password === 'required' &&
    meets(
      'have a passkey and no password: they are asked for one at their next sign-in',
      sql`exists ${PASSKEY} and not exists ${PASSWORD}`,
    ),
  before.recoveryPaper !== 'screen' &&
    after.recoveryPaper === 'screen' &&
    meets(
      'put nothing away yet: they are shown ten recovery codes at their next sign-in',
      sql`exists ${SECOND_FACTOR} and a.recovery_paper_kept_at is null`,
    ),
  before.passkey !== 'afterPassword' &&
    after.passkey === 'afterPassword' &&
    strands(
      'have a passkey and no password, and a password would come first',
      sql`exists ${PASSKEY} and not exists ${PASSWORD}`,
    ),
]

const identifiers: Ask = ({ before, after }) =>
  after.signInWith !== 'id' || before.signInWith === 'id'
    ? []
    : [
        meets(
          'sign in with their address and have no ID of their own: only the ID on their letter opens then',
          sql`exists ${PASSWORD} and not exists ${ids('own', 'kept')} and exists ${ids('temporary')}`,
        ),
        strands(
          'have a password, an address and no ID that they could type',
          sql`exists ${PASSWORD} and exists ${ids('mail')} and not exists ${ids('own', 'kept', 'temporary')}`,
        ),
      ]

/** Members of a former system who have set up nothing, and begin by their numbers. */
const numbers: Ask = ({ before, after, today }) => {
  const notBegun = sql`exists ${ids('kept')} and not exists ${PASSWORD} and not exists ${SECOND_FACTOR}`
  if (!opensByNumbers(before, today)) return []
  if (!opensByNumbers(after, today))
    return [strands('kept an ID of the former system and have not begun: they need a letter first', notBegun)]
  return [
    before.computed?.mail === 'any' &&
      after.computed.mail === 'onFile' &&
      strands(
        'kept an ID of the former system, have not begun and have no address on file: they need a letter first',
        sql`${notBegun} and not exists ${FROM_FILE}`,
      ),
    before.computed?.numberDigits !== after.computed.numberDigits &&
      meets(
        'kept an ID of the former system and have not begun: their first password is put together another way',
        notBegun,
      ),
  ]
}

/** What was printed leads to the origin of its day; a host that is dropped answers nobody any more (PLT-08). */
const addresses: Ask = ({ before, after, today }) => {
  const old = before.hosts && new URL(before.hosts.origin).host
  const kept = [new URL(after.hosts.origin).host, ...after.hosts.others]
  if (!old || kept.includes(old)) return []
  return [
    meets(
      `have a letter that leads to ${old}, where nothing would answer: name it in \`hosts.others\``,
      sql`exists (select 1 from letter l where l.society_id = a.society_id and l.account_id = a.id
        and l.spent_at is null and l.cancelled_at is null and l.expires_at >= ${today}::date)`,
    ),
  ]
}

function opensByNumbers({ initial, computed }: Before, today: string): boolean {
  return initial?.includes('computed') === true && (computed?.until == null || today <= computed.until)
}

const PASSWORD = sql`(select 1 from password p where p.society_id = a.society_id and p.account_id = a.id)`
const PASSKEY = sql`(select 1 from passkey k where k.society_id = a.society_id and k.account_id = a.id
  and k.removed_at is null)`
const VERIFIED = sql`(select 1 from mail_address d where d.society_id = a.society_id and d.account_id = a.id
  and d.removed_at is null and d.verified_at is not null)`
const UNVERIFIED = sql`(select 1 from mail_address d where d.society_id = a.society_id and d.account_id = a.id
  and d.removed_at is null and d.verified_at is null)`
const FROM_FILE = sql`(select 1 from mail_address d where d.society_id = a.society_id and d.account_id = a.id
  and d.removed_at is null and d.source <> 'member')`
const SECOND_FACTOR = sql`(select 1 from passkey k where k.society_id = a.society_id and k.account_id = a.id
    and k.removed_at is null
  union all select 1 from totp_device t where t.society_id = a.society_id and t.account_id = a.id and t.removed_at is null
  union all select 1 from mail_method m where m.society_id = a.society_id and m.account_id = a.id and m.removed_at is null)`

function ids(...kinds: ('own' | 'kept' | 'temporary' | 'mail')[]): RawBuilder<unknown> {
  return sql`(select 1 from identifier i where i.society_id = a.society_id and i.account_id = a.id
    and i.kind = any(${kinds}))`
}
