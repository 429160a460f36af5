import type { World } from './world.ts'

/** How many events of this name the history of an account holds. */
export const eventsNamed = async (world: World, society: string, name: string, accountId: string) => {
  const { id } = await world.society(society)
  const rows = await world.database.inSociety(id, (tx) =>
    tx.selectFrom('event').select('id').where('name', '=', name).where('account_id', '=', accountId).execute(),
  )
  return rows.length
}
