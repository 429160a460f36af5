import { CompiledQuery, type Kysely } from 'kysely'
import type { QueryResult } from 'pg'

/** What a text brought back; of several statements in one text, the rows of all of them. */
export type Rows = { rows: Record<string, unknown>[] }

export function rowsOf(result: QueryResult | QueryResult[]): Rows {
  return { rows: Array.isArray(result) ? result.flatMap((one) => one.rows) : result.rows }
}

/** Runs a text with `$1`-style values inside the transaction that `tx` stands for. */
export async function runIn<T>(tx: Kysely<T>, text: string, values: unknown[] = []): Promise<Rows> {
  const { rows } = await tx.executeQuery<Record<string, unknown>>(CompiledQuery.raw(text, values))
  return { rows }
}
