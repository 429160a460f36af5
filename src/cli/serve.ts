import { parseArgs } from 'node:util'
import { openKeyring } from '../kernel/keyring.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import { openSocietyDirectory } from '../society/society-directory.ts'
import { type Database, openDatabase } from '../store/database.ts'
import { type Environment, readServeConfig, type ServeConfig } from './config.ts'
import type { Io } from './io.ts'
import { reportTo } from './report.ts'
import { untilSignal } from './until-signal.ts'

/** `genkan serve`: one node of a real deployment. It does not start without database, keys, mail server and https origins. */
export async function serve(args: readonly string[], env: Environment, io: Io): Promise<number> {
  parseArgs({ args: [...args], options: {} })
  const config = readServeConfig(env)
  const opened = await openReady(env.DATABASE_URL?.trim())
  const problems = [...(config.ok ? [] : config.error), ...(opened.ok ? [] : opened.error)]
  for (const line of problems) io.err(line)
  try {
    if (!config.ok || !opened.ok) return 2
    await run(opened.value, config.value, Boolean(env.GENKAN_TRUSTED_PROXIES?.trim()), io)
    return 0
  } finally {
    if (opened.ok) await opened.value.close()
  }
}

async function run(database: Database, config: ServeConfig, proxiesAreNamed: boolean, io: Io): Promise<void> {
  const { keys, smtpUrl, host, port, proxies } = config
  const { openNode } = await import('../web/node.ts')
  const keyring = openKeyring(keys)
  const node = await openNode({ database, keyring, smtpUrl, report: reportTo(io), network: { proxies } })
  try {
    await node.listen(port, host)
    if (!proxiesAreNamed)
      io.err('GENKAN_TRUSTED_PROXIES is not set: behind a proxy all visitors share the budget of one network')
    io.err(`genkan serves on ${host}:${port}`)
    await untilSignal()
  } finally {
    await node.close()
  }
}

/** A database whose societies can all be served; otherwise why not. Nothing is said about one that is not named. */
async function openReady(url: string | undefined): Promise<Result<Database, string[]>> {
  if (!url) return err([])
  const database = await openDatabase({ url }).catch((error: Error) => error)
  if (database instanceof Error) return err([database.message])
  const problems = await originProblems(database).catch((error: Error) => [error.message])
  if (problems.length === 0) return ok(database)
  await database.close()
  return err(problems)
}

/** Without https there is no cookie that only we can set, and no passkey. */
async function originProblems(database: Database): Promise<string[]> {
  const societies = await openSocietyDirectory(database).all()
  if (societies.length === 0) return ['there is no society with an https origin yet: `genkan society create NAME FILE`']
  return societies
    .filter(({ origin }) => !origin.startsWith('https://'))
    .map(({ name, origin }) => `the origin of ${name} is not https: ${origin}`)
}
