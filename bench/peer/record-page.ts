import { BlockList } from 'node:net'
import type pg from 'pg'
import { openHasher } from '../../src/factor/password/hash.ts'
import { systemClock } from '../../src/kernel/clock.ts'
import { openKeyring } from '../../src/kernel/keyring.ts'
import type { Queue } from '../../src/mail/queue.ts'
import { openSocietyDirectory } from '../../src/society/society-directory.ts'
import { openDatabase } from '../../src/store/database.ts'
import { NamedClient } from '../../src/store/named-client.ts'
import { createApp } from '../../src/web/app.ts'
import type { Stage } from '../stage/society.ts'

/** A value of a statement: what it is for this visit at this moment, or always the same. */
export type Value = { readonly is: 'visit' | 'now' } | { readonly is: 'constant'; readonly value: unknown }
export type Statement = { readonly text: string; readonly values: readonly Value[] | undefined }

/** Everything that one view of a page is made of, so that a bare server can answer it as well. */
export type RecordedPage = {
  /** Transactions and row security included, in their order. */
  readonly statements: readonly Statement[]
  readonly headers: Readonly<Record<string, string>>
  readonly html: string
}

/** Looks at a page of the product once, in this process, and writes down what it asks of the database. */
export async function recordPage(stage: Stage, path: string, cookie: string): Promise<RecordedPage> {
  const database = await openDatabase({ url: stage.databaseUrl, poolSize: 1 })
  try {
    const queue: Queue = { enqueue: async () => {}, work: async () => {}, stop: async () => {} }
    const clock = systemClock
    const gate = { database, keyring: openKeyring(stage.keys), clock, queue, hasher: openHasher() }
    const report = (_: string, error: unknown) => console.error(error)
    const { app } = await createApp(gate, openSocietyDirectory(database), report, { proxies: new BlockList() })
    const view = () => app.request(`https://${stage.host}${path}`, { headers: { host: stage.host, cookie } })
    // The first view finds the society, which is kept for a while, and winds up the idle clock.
    await view()
    const [statements, response] = await recording(view, /\bvisit=([0-9a-f-]{36})/.exec(cookie)?.[1] ?? '')
    if (response.status !== 200) throw new Error(`${path} was answered with ${response.status}`)
    return { statements, headers: Object.fromEntries(response.headers), html: await response.text() }
  } finally {
    await database.close()
  }
}

type Query = (this: pg.Client, text: unknown, values?: unknown, callback?: unknown) => unknown

async function recording<T>(work: () => T | Promise<T>, visitId: string): Promise<[Statement[], T]> {
  const statements: Statement[] = []
  const before = NamedClient.prototype.query as unknown as Query
  const record: Query = function (text, values, callback) {
    if (typeof text !== 'string') throw new Error('a statement of another shape')
    statements.push({
      text,
      values: Array.isArray(values) ? values.map((value) => shapeOf(value, visitId)) : undefined,
    })
    return before.call(this, text, values, callback)
  }
  NamedClient.prototype.query = record as unknown as typeof pg.Client.prototype.query
  try {
    return [statements, await work()]
  } finally {
    NamedClient.prototype.query = before as unknown as typeof pg.Client.prototype.query
  }
}

function shapeOf(value: unknown, visitId: string): Value {
  if (value instanceof Date) return { is: 'now' }
  return value === visitId ? { is: 'visit' } : { is: 'constant', value }
}
