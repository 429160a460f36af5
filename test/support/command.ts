import { failure } from '../../src/cli/failure.ts'
import type { OperatorCommand } from '../../src/cli/operator.ts'
import type { World } from './world.ts'

/** Runs an operator's command on a world, as `genkan` would. */
export async function runCommand(world: World, command: OperatorCommand, args: readonly string[], cwd = '/') {
  const [out, err]: [string[], string[]] = [[], []]
  const io = { cwd, out: (line: string) => void out.push(line), err: (line: string) => void err.push(line) }
  const operator = { database: world.database, clock: () => world.now, keyring: () => world.keyring }
  const exit = await command(operator, args, io).catch((error: unknown) => failure(error, io))
  return { exit, out, err, json: () => JSON.parse(out.join('\n')) }
}

/** SYMBOL,NUMBER,BRANCH of an account. */
export async function memberKey(world: World, society: string, accountId: string): Promise<string> {
  const { id } = await world.society(society)
  const { symbol, number, branch } = await world.database.inSociety(id, (tx) =>
    tx.selectFrom('member').selectAll().where('account_id', '=', accountId).executeTakeFirstOrThrow(),
  )
  return `${symbol},${number},${branch}`
}
