import { randomUUID } from 'node:crypto'
import { openHasher } from '../../src/factor/password/hash.ts'
import { sealSecret } from '../../src/factor/totp/sealed-secret.ts'
import { newTotpSecret } from '../../src/factor/totp/secret.ts'
import { openKeyring } from '../../src/kernel/keyring.ts'
import { withServer } from '../../test/support/database.ts'
import type { Person } from '../driver/visitor.ts'
import type { Stage } from './society.ts'

export const PASSWORD = 'kawaberi-no-Akari27'

/** What acts have written about a member who went through the whole sitting a month ago; `$1` is the society. */
const FACTS = [
  `insert into account (society_id, id, kind, name, birth_date, recovery_paper_kept_at)
   select $1, id, 'member', '加入者' || n, '1979-08-22', now() - interval '30 days' from person order by n`,
  `insert into member (society_id, account_id, symbol, number, branch, category, qualified_on)
   select $1, id, '束1', n::text, '00', 'insured', '2020-04-01' from person order by n`,
  `insert into mail_address (society_id, account_id, address, address_key, source, on_file_at, submitted_at, verified_at)
   select $1, id, 'member' || n || '@mail.example', 'member' || n || '@mail.example', 'import', now() - interval '40 days',
     now() - interval '30 days', now() - interval '30 days' from person order by n`,
  `insert into identifier (society_id, account_id, kind, value)
   select $1, id, 'mail', 'member' || n || '@mail.example' from person order by n`,
  `insert into identifier (society_id, account_id, kind, value) select $1, id, 'own', 'member' || n from person order by n`,
  `insert into letter (society_id, account_id, code_mac, recovery_mac, issued_at, expires_at, spent_at)
   select $1, id, md5(id::text), md5(n::text), now() - interval '35 days', now() - interval '5 days', now() - interval '30 days' from person order by n`,
  `insert into terms_acceptance (society_id, account_id, version, accepted_at)
   select $1, id, version, now() - interval '30 days' from person, terms order by n`,
  `insert into password (society_id, account_id, hash, set_at)
   select $1, id, $2, now() - interval '30 days' from person order by n`,
  `insert into method_choice (society_id, account_id, method, chosen_at)
   select $1, id, 'totp', now() - interval '30 days' from person order by n`,
  // Visits of the past, so that the tables are as full as those of a society that has been open for a while.
  `insert into visit (society_id, id, account_id, secret_digest, started_at, last_seen_at, ended_at, ended_because)
   select $1, id, id, md5(n::text), now() - interval '9 days', now() - interval '9 days', now() - interval '9 days', 'signedOut'
   from person where n <= 20000 order by n`,
  `insert into proof (society_id, visit_id, factor, proven_at)
   select $1, id, factor, now() - interval '9 days' from person, unnest(array['password', 'totp']) factor where n <= 20000 order by n`,
  `insert into known_browser (society_id, account_id, created_at, last_used_at, expires_at)
   select $1, id, now() - interval '9 days', now() - interval '9 days', now() + interval '171 days' from person where n <= 20000 order by n`,
  `insert into totp_device (society_id, id, account_id, name, secret_sealed, last_step, created_at)
   select $1, device, id, 'iPhone', sealed, 0, now() - interval '30 days' from person order by n`,
]

/**
 * Fills a society with members who have a password and an app. `signing` of them, spread over all, get an app secret of
 * their own and can sign in; the others have the same rows, with a secret that opens for nobody.
 */
export async function addPeople(stage: Stage, { all, signing }: { all: number; signing: number }): Promise<Person[]> {
  const keyring = openKeyring(stage.keys)
  const hash = await openHasher().hash(PASSWORD)
  if (!hash.ok) throw new Error('the hasher was busy before anything began')
  const rows = Array.from({ length: signing }, (_, at) => {
    const [id, device, secret] = [randomUUID(), randomUUID(), newTotpSecret()]
    const sealed = sealSecret(keyring, { societyId: stage.societyId, accountId: id, id: device }, secret)
    return { n: 1 + Math.floor((at * all) / signing), id, device, secret, sealed }
  })
  const column = (name: 'n' | 'id' | 'device' | 'sealed') => rows.map((row) => row[name])
  await withServer(async (client) => {
    await client.query('set role none; set session_replication_role = replica')
    await client.query('create temporary table person (n integer primary key, id uuid, device uuid, sealed text)')
    const made = [column('n'), column('id'), column('device'), column('sealed')]
    await client.query('insert into person select * from unnest($1::int[], $2::uuid[], $3::uuid[], $4::text[])', made)
    const rest = `insert into person select n, gen_random_uuid(), gen_random_uuid(), $2 from generate_series(1, $1::int) n
      on conflict do nothing`
    await client.query(rest, [all, rows[0]?.sealed])
    for (const fact of FACTS)
      await client.query(fact, fact.includes('$2') ? [stage.societyId, hash.value] : [stage.societyId])
    await client.query('drop table person')
    await client.query('vacuum analyze')
    await client.query('checkpoint')
  }, stage.databaseUrl)
  return rows.map(({ n, secret }) => ({ userId: `member${n}`, password: PASSWORD, secret }))
}
