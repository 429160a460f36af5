import type { Database } from '../../src/store/database.ts'

/** Runs SQL with the rights of whoever owns the database, past grants and row security: what the program itself cannot do. */
export async function asOwner(database: Database, text: string): Promise<void> {
  await database.queueSql(`reset role; ${text}; set role genkan_app`)
}
