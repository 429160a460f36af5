import type { Hono } from 'hono'
import { sql } from 'kysely'
import type { Database } from '../store/database.ts'
import type { Env } from './request.ts'

/** Longer than any load balancer waits. */
const PATIENCE_MS = 3000

/** Where a load balancer asks whether this node can serve, under any host; it names nobody and needs no society. */
export const HEALTH = '/healthz'

/** 200 when the database answers within three seconds, else 503; there is nothing else that a node cannot do without. */
export function mountHealth(app: Hono<Env>, database: Database): void {
  app.get(HEALTH, async (c) => {
    const well = await answers(database)
    c.header('Cache-Control', 'no-store')
    return c.text(well ? 'ok\n' : 'the database does not answer\n', well ? 200 : 503)
  })
}

async function answers(database: Database): Promise<boolean> {
  const { promise: tooLate, resolve } = Promise.withResolvers<boolean>()
  const timer = setTimeout(() => resolve(false), PATIENCE_MS)
  // No society has this number: the question is asked, and no row is seen.
  const asked = database.inSociety(2_147_483_647, (tx) => sql`select 1`.execute(tx))
  const answered = asked.then(
    () => true,
    () => false,
  )
  return Promise.race([answered, tooLate]).finally(() => clearTimeout(timer))
}
