import { sql } from 'kysely'
import type { Policy } from '../society/policy.ts'
import type { Society } from '../society/society-directory.ts'
import type { Database, Tx } from '../store/database.ts'

/** A key that differs, with both values as JSON. */
export type PolicyChange = { readonly path: string; readonly from: string; readonly to: string }

/** How many members a change meets, and what it means for them. `strands`: they need a letter to go on. */
export type PolicyImpact = { readonly members: number; readonly strands: boolean; readonly what: string }

/** What would change, key by key. */
export function policyChanges(before: Policy, after: Policy): PolicyChange[] {
  const [old, next] = [flat(before), flat(after)]
  const paths = [...new Set([...old.keys(), ...next.keys()])].sort()
  return paths.flatMap((path) => {
    const [from = '–', to = '–'] = [old.get(path), next.get(path)]
    return from === to ? [] : [{ path, from, to }]
  })
}

function flat(value: object, prefix = ''): Map<string, string> {
  const found = new Map<string, string>()
  for (const [key, one] of Object.entries(value)) {
    const path = `${prefix}${key}`
    const isGroup = typeof one === 'object' && one !== null && !Array.isArray(one)
    for (const [inner, text] of isGroup ? flat(one, `${path}.`) : [[path, JSON.stringify(one)] as const])
      found.set(inner, text)
  }
  return found
}

type Question = {
  readonly asked: boolean
  readonly strands: boolean
  readonly what: string
  count(tx: Tx): Promise<number>
}

/** Whom the change meets. Owners of a withdrawn method keep it (invariant 9); nobody who signs in already is sent back for an ID. */
export async function policyImpact(
  database: Database,
  { id, policy }: Society,
  after: Policy,
): Promise<PolicyImpact[]> {
  const asked = questions(id, policy, after).filter((question) => question.asked)
  return database.inSociety(id, async (tx) => {
    const impacts: PolicyImpact[] = []
    for (const { count, strands, what } of asked) {
      const members = await count(tx)
      if (members > 0) impacts.push({ members, strands, what })
    }
    return impacts
  })
}

function questions(id: number, before: Policy, after: Policy): Question[] {
  const offered = (policy: Policy) => policy.methods.map(({ method }) => method)
  const withdrawn = offered(before).filter((method) => !offered(after).includes(method))
  const later = after.methods.some(({ method }) => after.enrolment[method] === 'nextSignIn')
  const ends = (way: 'computed' | 'invitationMail') => before.initial.includes(way) && !after.initial.includes(way)
  return [
    ...withdrawn.map((method): Question => {
      return {
        asked: true,
        strands: false,
        what: `chose ${method} and have not set it up: they choose again`,
        count: (tx) =>
          counted(
            tx,
            sql`select count(*)::int as n from method_choice c where c.society_id = ${id}
          and c.method = ${method} and not exists ${secondFactor('c')}`,
          ),
      }
    }),
    {
      asked: before.mail === 'optional' && after.mail === 'required',
      strands: false,
      what: 'have no verified address: they are asked for one at their next sign-in',
      count: (tx) =>
        counted(
          tx,
          sql`select count(*)::int as n from account a where a.society_id = ${id}
        and exists ${secondFactor('a', 'id')} and not exists (select 1 from mail_address d where d.society_id = a.society_id
          and d.account_id = a.id and d.removed_at is null and d.verified_at is not null)`,
        ),
    },
    {
      asked: before.signInWith === 'idOrMail' && after.signInWith === 'id',
      strands: false,
      what: 'sign in with their address and have no ID of their own: only the ID on their letter opens then',
      count: (tx) =>
        counted(
          tx,
          sql`select count(*)::int as n from account a where a.society_id = ${id}
        and exists (select 1 from password p where p.society_id = a.society_id and p.account_id = a.id)
        and not exists (select 1 from identifier i where i.society_id = a.society_id and i.account_id = a.id
          and i.kind in ('own', 'kept'))`,
        ),
    },
    {
      asked: ends('computed'),
      strands: true,
      what: 'kept an ID of the former system and have not begun: they need a letter',
      count: (tx) =>
        counted(
          tx,
          sql`select count(*)::int as n from identifier i where i.society_id = ${id} and i.kind = 'kept'
        and not exists (select 1 from password p where p.society_id = i.society_id and p.account_id = i.account_id)
        and not exists ${secondFactor('i')}`,
        ),
    },
    {
      asked: before.mailVerification !== 'afterwards' && after.mailVerification === 'afterwards' && !later,
      strands: true,
      what: 'have a password, no verified address and no method yet: they need a letter',
      count: (tx) =>
        counted(
          tx,
          sql`select count(*)::int as n from password p where p.society_id = ${id}
        and not exists ${secondFactor('p')} and not exists (select 1 from mail_address d where d.society_id = p.society_id
          and d.account_id = p.account_id and d.removed_at is null and d.verified_at is not null)`,
        ),
    },
  ]
}

async function counted(tx: Tx, query: ReturnType<typeof sql>): Promise<number> {
  const { rows } = await query.execute(tx)
  return (rows[0] as { n: number } | undefined)?.n ?? 0
}

/** A living second factor of the account that a row of the outer table belongs to. */
function secondFactor(table: string, column = 'account_id') {
  const [society, account] = [sql.ref(`${table}.society_id`), sql.ref(`${table}.${column}`)]
  return sql`(select 1 from passkey k where k.society_id = ${society} and k.account_id = ${account} and k.removed_at is null
    union all select 1 from totp_device t where t.society_id = ${society} and t.account_id = ${account} and t.removed_at is null
    union all select 1 from mail_method mm where mm.society_id = ${society} and mm.account_id = ${account} and mm.removed_at is null)`
}
