import pg from 'pg'

/** Texts that get a name; the rest (rare, or of ever-changing shape) is parsed anew each time, so that servers do not fill up. */
const maxNames = 1_000
const maxLength = 8_000

/** PostgreSQL's answer to a prepared statement whose table has another shape by now. */
const featureNotSupported = '0A000'

const names = new Map<string, string>()

function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known || names.size >= maxNames || text.length > maxLength) return known
  const name = `g${names.size}`
  names.set(text, name)
  return name
}

type Query = (this: pg.Client, config: unknown, values?: unknown, callback?: unknown) => unknown

const plainQuery = pg.Client.prototype.query as unknown as Query

/** A connection that prepares every text with values under a name of its own, which halves the server's work for it. */
export class NamedClient extends pg.Client {
  /** A migration has changed a table under a prepared statement; the pool replaces the connection at its next release. */
  outdated = false
}

const namedQuery: Query = function (config, values, callback) {
  const name = typeof config === 'string' && Array.isArray(values) && values.length > 0 ? nameOf(config) : undefined
  if (!name) return noting(this, plainQuery.call(this, config, values, callback))
  // Made here, since the driver would copy what it is given property by property, for every statement.
  const query = new pg.Query(config as string, values as never) as unknown as Submitted
  query.name = name
  if (typeof callback === 'function') {
    query.callback = callback as Submitted['callback']
    return plainQuery.call(this, query)
  }
  const answer = new Promise((resolve, reject) => {
    query.callback = (error, result) => (error ? reject(error) : resolve(result))
  })
  plainQuery.call(this, query)
  return noting(this, answer)
}

type Submitted = { name: string; callback: (error: Error | undefined, result: unknown) => void }

function noting(client: pg.Client, result: unknown): unknown {
  if (!(result instanceof Promise)) return result
  return result.catch((error: unknown) => {
    // Instead of the trace of the socket, the one of whoever asked.
    if (error instanceof Error) Error.captureStackTrace(error)
    if (error instanceof pg.DatabaseError && error.code === featureNotSupported) (client as NamedClient).outdated = true
    throw error
  })
}

NamedClient.prototype.query = namedQuery as unknown as typeof pg.Client.prototype.query
