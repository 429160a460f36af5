import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { readLengths, tooLong } from './support/file-lengths.ts'
import { readSources } from './support/import-graph.ts'
import { violations } from './support/import-rules.ts'

/** Who may look across societies; every new line here is a decision. */
const acrossCallers = [
  'src/account/network-budget.ts',
  'src/society/apply-policy.ts',
  'src/society/create-society.ts',
  'src/society/load-societies.ts',
  'src/society/raise-epoch.ts',
]

/** Files that may be longer than others, each for its reason; every new line here is a decision. */
const longFiles = {
  'src/account/import/import-members.test.ts': 'every outcome of one import, on both stores in one loop',
  'src/account/import/read-rows.test.ts': 'one reader and every way in which a file of members is written',
  'src/cli/member-import.test.ts': 'one command, its report before and after, on one set of files',
  'src/cli/society.test.ts': 'six words of one command over one society',
  'src/mail/queue.test.ts': 'the queue on both stores in one loop, beside its kills and its nodes',
  'src/mail/send-mail.test.ts': 'every kind of mail from the same waiting people',
  'src/society/validate-policy.test.ts': 'one table: each refusal of a policy with its path',
  'src/store/migrations/0001-foundation.sql': 'a migration that has been applied is never changed',
  'src/store/tables.ts': 'the schema as the types of one interface, read beside the migrations',
  'src/texts/codes.ts': 'one list of the codes for which every language must have words',
  'test/browser/first-sitting.test.ts': 'two sittings from the letter to the portal, screen after screen',
  'test/browser/recovery.test.ts': 'one demo and one gallery for every way back, which starts once',
  'test/browser/screens.test.ts': 'one gallery, whose last chapter judges all of its screens',
  'test/contract/audit.test.ts':
    'a transaction held open on the server holds back every seal there: one suite after the other',
  'test/journeys/attacks.test.ts': 'every attack on one sign-in, with the same hasher and strangers',
  'test/journeys/audit.test.ts': 'one history, searched, verified and purged in its order',
  'test/journeys/beginnings.test.ts': 'one table of beginnings, walked by every society',
  'test/journeys/care-mail.test.ts': 'one change of an address, from asking to its end',
  'test/journeys/forgotten.test.ts': 'the two mails of one page, and what strangers see of it',
  'test/journeys/history.test.ts': 'what the history shows is what 「心当たりがない」 stops',
  'test/journeys/locks.test.ts': 'one lock: how it closes, opens by mail and is lifted by staff',
  'test/journeys/mail.test.ts': 'one address from the form to its link',
  'test/journeys/member-commands.test.ts': 'what staff see of a member is what closing changes',
  'test/journeys/recovery-codes.test.ts': 'one set of codes from the screen to the wrong hand',
  'test/journeys/self-help.test.ts': 'one table of losses, walked by every society and method',
  'test/journeys/visits.test.ts': 'one visit and everything that ends it',
} as const

const root = join(import.meta.dirname, '..')

describe('the house (design.md §4)', () => {
  it('has every import in order', async () => {
    const sources = await readSources(root)
    assert.ok(sources.size > 20, 'the files were found')
    assert.deepEqual(violations(sources, acrossCallers), [])
  })

  it('has no file of more than 250 lines without a reason', async () => {
    const lengths = await readLengths(root)
    assert.ok(lengths.size > 500, 'the files were found')
    assert.deepEqual(tooLong(lengths, longFiles), [])
  })

  it('notices a file that has grown too long, and a reason that is needed no more', () => {
    const lengths = new Map([
      ['src/web/a.ts', 250],
      ['src/web/b.ts', 251],
      ['src/web/c.ts', 300],
    ])
    assert.deepEqual(tooLong(lengths, { 'src/web/c.ts': 'one table' }), [
      'src/web/b.ts has 251 lines: split it along its subjects, or give the reason',
    ])
    assert.deepEqual(
      tooLong(lengths, { 'src/web/a.ts': 'x', 'src/web/b.ts': 'x', 'src/web/c.ts': 'x', 'gone.ts': 'x' }),
      ['src/web/a.ts needs no reason any more', 'gone.ts needs no reason any more'],
    )
  })

  const comment = '// It owns this and must not know that.\n'
  const tidy: Record<string, string> = {
    'src/kernel/clock.ts': `${comment}export const now = 1`,
    'src/store/database.ts': `${comment}import pg from 'pg'\nconst { open } = await import('./embedded/open.ts')`,
    'src/store/embedded/open.ts': `import type { Database } from '../database.ts'`,
    'src/journey/facts.ts': `${comment}import type { Instant } from '../kernel/clock.ts'\nexport const FLOOR = 1`,
    'src/journey/rules.ts': `import { type Facts, FLOOR } from './facts.ts'`,
    'src/factor/totp/prove.ts': `${comment}import type { Tx } from '../../store/database.ts'`,
    'src/session/visit.ts': `/**\n * It owns the visit and must not\n * know pages.\n */\nimport { now } from '../kernel/clock.ts'`,
    'src/web/app.ts': `${comment}import { Hono } from 'hono'\nimport { serve } from '@hono/node-server'\nimport '../session/visit.ts'`,
    'src/demo/demo.ts': comment,
    'src/cli/main.ts': `${comment}if (demo) await import('../demo/demo.ts')`,
  }
  const found = (changes: Record<string, string>, callers: string[] = []) =>
    violations(new Map(Object.entries({ ...tidy, ...changes })), callers)

  it('finds nothing wrong with a tidy house', () => {
    assert.deepEqual(found({}), [])
  })

  /** Each would be a mistake, and names what the sentence about it must contain. */
  const mistakes: [what: string, changes: Record<string, string>, sentence: RegExp][] = [
    [
      'an arrow to the right',
      { 'src/kernel/x.ts': `import { a } from '../store/database.ts'` },
      /kernel stands left of store/,
    ],
    ['a type to the right', { 'src/store/x.ts': `import type { A } from '../web/app.ts'` }, /store stands left of web/],
    ['a re-export to the right', { 'src/store/x.ts': `export { A } from '../web/app.ts'` }, /store stands left of web/],
    [
      'several lines to the right',
      { 'src/store/x.ts': `import {\n  a,\n  b,\n} from '../web/app.ts'` },
      /store stands left/,
    ],
    [
      'a sibling',
      { 'src/session/x.ts': `import { a } from '../factor/totp/prove.ts'` },
      /session stands beside factor/,
    ],
    [
      'a factor that knows another',
      { 'src/factor/password/x.ts': `${comment}import { a } from '../totp/prove.ts'` },
      /one factor knows/,
    ],
    [
      'a folder that is not planned',
      { 'src/utils/x.ts': `${comment}import '../kernel/clock.ts'` },
      /no folder of the house/,
    ],
    ['a way out of src', { 'src/store/x.ts': `import { a } from '../../test/support/database.ts'` }, /not below src/],
    ['the web framework elsewhere', { 'src/session/x.ts': `import { getCookie } from 'hono/cookie'` }, /only src\/web/],
    ['its server elsewhere', { 'src/cli/x.ts': `import { serve } from '@hono/node-server'` }, /only src\/web/],
    ['the OIDC library elsewhere', { 'src/web/x.ts': `import Provider from 'oidc-provider'` }, /only src\/oidc/],
    ['the driver elsewhere', { 'src/account/x.ts': `${comment}import pg from 'pg'` }, /only src\/store/],
    [
      'a static import of the demo',
      { 'src/cli/x.ts': `import { demo } from '../demo/demo.ts'` },
      /only src\/cli loads the demo/,
    ],
    [
      'the embedded database elsewhere',
      { 'src/store/x.ts': `import { PGlite } from '@electric-sql/pglite'` },
      /only src\/store\/embedded/,
    ],
    ['the demo in the web', { 'src/web/x.ts': `await import('../demo/demo.ts')` }, /only src\/cli loads the demo/],
    [
      'the embedded database loaded at once',
      { 'src/store/x.ts': `import { open } from './embedded/open.ts'` },
      /no server/,
    ],
    [
      'a rule that loads something',
      { 'src/journey/rules.ts': `import { now } from '../kernel/clock.ts'` },
      /nothing but types/,
    ],
    [
      'a rule that loads something through another file',
      { 'src/journey/rules.ts': `import { a } from './x.ts'`, 'src/journey/x.ts': `import { sql } from 'kysely'` },
      /src\/journey\/x\.ts imports kysely/,
    ],
    [
      'a circle',
      {
        'src/web/a.ts': `import './b.ts'`,
        'src/web/b.ts': `import { c } from './c.ts'`,
        'src/web/c.ts': `export * from './a.ts'`,
      },
      /circle: src\/web\/a\.ts → src\/web\/b\.ts → src\/web\/c\.ts → src\/web\/a\.ts/,
    ],
    [
      'a caller across societies',
      { 'src/web/x.ts': 'await database.acrossSocieties((tx) => tx)' },
      /is not on the list/,
    ],
    ['a folder without its opening', { 'src/mail/x.ts': '// sends mail\n' }, /src\/mail\/ does not open/],
    [
      'a factor without its opening',
      { 'src/factor/passkey/x.ts': 'export {}' },
      /src\/factor\/passkey\/ does not open/,
    ],
  ]
  for (const [what, changes, sentence] of mistakes)
    it(`notices ${what}`, () => {
      const sentences = found(changes)
      assert.equal(sentences.length, 1, sentences.join('\n'))
      assert.match(sentences[0] ?? '', sentence)
    })

  it('notices a listed caller that calls no more', () => {
    assert.match(found({}, ['src/society/gone.ts'])[0] ?? '', /does not call acrossSocieties/)
  })
})
