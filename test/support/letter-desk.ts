import type { EventName } from '../../src/audit/events.ts'
import { failure, WrongCall } from '../../src/cli/failure.ts'
import type { Io } from '../../src/cli/io.ts'
import type { OperatorCommand } from '../../src/cli/operator.ts'
import type { Desk } from '../../src/staff/letters/batch.ts'
import { openPress } from '../../src/staff/letters/paper/open-press.ts'
import type { printRun } from '../../src/staff/letters/print-run.ts'
import { addMembers } from './add-members.ts'
import { capture } from './capture.ts'
import type { World } from './world.ts'

/** What tests of the commands about letters do again and again, in the society `genkan`. */
export function letterDesk(world: World, folder: () => string) {
  const inGenkan = async <T>(work: Parameters<typeof world.database.inSociety<T>>[1]): Promise<T> =>
    world.database.inSociety((await world.society('genkan')).id, work)

  async function run(command: OperatorCommand, ...args: string[]) {
    return answer(undefined, command, ...args)
  }
  /** The same with somebody at the terminal. */
  async function answer(ask: Io['ask'], command: OperatorCommand, ...args: string[]) {
    const io = capture(folder())
    const operator = { database: world.database, clock: () => world.now, keyring: () => world.keyring }
    const asked = { ...io, ask }
    const exit = await command(operator, ['--society', 'genkan', ...args], asked).catch((error: unknown) => {
      if (error instanceof WrongCall) return failure(error, asked)
      throw error
    })
    return { exit, ...io.said }
  }
  const allLetters = () => inGenkan((tx) => tx.selectFrom('letter').selectAll().orderBy('serial').execute())

  return {
    run,
    answer,
    allLetters,
    letters: async () => (await allLetters()).map(({ id, account_id }) => ({ id, account_id })),
    /** A member with the words by which the command line names them. */
    async member(person: Parameters<World['member']>[1] = {}) {
      const made = await world.member('genkan', person)
      const { symbol, number, branch } = await inGenkan((tx) =>
        tx.selectFrom('member').selectAll().where('account_id', '=', made.accountId).executeTakeFirstOrThrow(),
      )
      return { ...made, key: `${symbol},${number},${branch}` }
    },
    newest: async (accountId: string) =>
      (await allLetters()).filter(({ account_id }) => account_id === accountId).at(-1),
    batch: (id: string) =>
      inGenkan((tx) => tx.selectFrom('letter_batch').selectAll().where('id', '=', id).executeTakeFirstOrThrow()),
    events: (accountId: string, name: EventName) =>
      inGenkan((tx) =>
        tx
          .selectFrom('event')
          .select(['actor', 'detail'])
          .where('account_id', '=', accountId)
          .where('name', '=', name)
          .orderBy('id')
          .execute(),
      ),
    everything: () =>
      inGenkan(async (tx) => [
        await tx.selectFrom('letter').selectAll().execute(),
        await tx.selectFrom('letter_batch').selectAll().execute(),
        await tx.selectFrom('letter_file_part').selectAll().execute(),
        await tx.selectFrom('event').selectAll().execute(),
      ]),
    /** As if nothing had ever been sent: the letter with which a member of the small world begins is long over. */
    forgetLetters: (accountId: string) =>
      inGenkan((tx) =>
        tx
          .updateTable('letter')
          .set({ cancelled_at: new Date(0), cancelled_because: 'cancelled' })
          .where('account_id', '=', accountId)
          .execute(),
      ),
    many: async (count: number) => addMembers(world.database, (await world.society('genkan')).id, count),
  }
}

/** A run whose paper breaks when the second page of letters is to be written. */
export async function runBroken(world: World, print: typeof printRun, folder: string): Promise<unknown> {
  const society = await world.society('genkan')
  const desk: Desk = { database: world.database, society, keyring: world.keyring, clock: () => world.now }
  const { societyName, title, contact, sender, colours } = society.policy
  const door = `${society.origin}/letter`
  const paper = { societyName, title, contact, sender, colours, letterMail: 'code', door } as const
  const press = openPress({ society: paper, layout: 'a4', locale: 'ja', withRecovery: true })
  let pages = 0
  const add: typeof press.add = async (letters) => {
    pages += 1
    if (pages > 1) throw new Error('the paper is gone')
    await press.add(letters)
  }
  const asked = {
    choice: { group: 'neverSignedIn', again: false },
    named: () => (async function* () {})(),
    eyes: { by: '山田', second: null },
    unprintable: async (found: readonly unknown[]) => found.map(() => []),
  } as const
  const fileName = (at: number) => `${folder}/broken-${at}.pdf`
  return print(
    desk,
    asked,
    { by: '山田', second: null, reason: 'x' },
    { press: { ...press, add }, layout: 'a4', fileName },
  )
}
