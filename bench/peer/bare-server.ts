/**
 * bench/peer owns what the product's pages are compared with: the same statements, transactions and row security, and the same
 * page, by nothing but node:http and the driver of the database. It must not use the product's code while it answers.
 * This file: the bare server, in a process of its own.
 */
import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import pg from 'pg'
import type { RecordedPage, Statement, Value } from './record-page.ts'

/** `name` is the member's whose page was recorded; everybody else's stands there instead. */
export type Start = { readonly page: RecordedPage; readonly name: string; readonly url: string; readonly port: number }

type Found = { visit: { secret_digest: string }; account: { name: string } }

process.once('message', ({ page, name, url, port }: Start) => {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    onConnect: (client) => client.query('set role genkan_app'),
  } as pg.PoolConfig)
  const parts = page.html.split(name)
  createServer(async (request, response) => {
    const [visitId, secret] = ticketOf(request)
    const found = await runAll(pool, page.statements, visitId)
    if (found?.visit.secret_digest !== createHash('sha256').update(secret).digest('base64url')) {
      response.writeHead(303, { location: '/sign-in' }).end()
      return
    }
    response.writeHead(200, page.headers).end(parts.join(found.account.name.replace(/[&<>"]/g, '')))
  }).listen(port, '127.0.0.1', () => process.send?.('ready'))
})
process.on('disconnect', () => process.exit())

function ticketOf(request: IncomingMessage): readonly [string, string] {
  const [, id = '', secret = ''] = /visit=([0-9a-f-]{36})\.([\w-]{43})/.exec(request.headers.cookie ?? '') ?? []
  return [id, secret]
}

/** What was found of the visit. */
async function runAll(pool: pg.Pool, statements: readonly Statement[], visitId: string): Promise<Found | undefined> {
  const client = await pool.connect()
  try {
    let found: Found | undefined
    for (const [at, { text, values }] of statements.entries()) {
      const { rows } = values?.length
        ? await client.query({ name: `s${at}`, text, values: values.map((value) => filledIn(value, visitId)) })
        : await client.query(text)
      if (rows?.[0]?.visit) found = rows[0]
    }
    return found
  } finally {
    client.release()
  }
}

function filledIn(value: Value, visitId: string): unknown {
  if (value.is === 'constant') return value.value
  return value.is === 'visit' ? visitId : new Date()
}
