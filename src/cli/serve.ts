import { openKeyring } from '../kernel/keyring.ts'
import { openSocietyDirectory } from '../society/society-directory.ts'
import { type Database, openDatabase } from '../store/database.ts'
import { openNode } from '../web/node.ts'
import { type Environment, readServeConfig } from './config.ts'
import type { Io } from './io.ts'
import { reportTo } from './report.ts'

/** `genkan serve`: one node of a real deployment. It does not start without database, keys, mail server and https origins. */
export async function serve(env: Environment, io: Io): Promise<number> {
  const config = readServeConfig(env)
  if (!config.ok) {
    for (const line of config.error) io.err(line)
    return 2
  }
  const keyring = openKeyring(config.value.keys)
  const database = await openDatabase({ url: config.value.databaseUrl })
  const problems = await originProblems(database)
  if (problems.length > 0) {
    for (const line of problems) io.err(line)
    await database.close()
    return 2
  }
  const { smtpUrl, proxies } = config.value
  const node = await openNode({ database, keyring, smtpUrl, report: reportTo(io), network: { proxies } })
  await node.listen(config.value.port, config.value.host)
  if (!env.GENKAN_TRUSTED_PROXIES)
    io.err('GENKAN_TRUSTED_PROXIES is not set: behind a proxy all visitors share the budget of one network')
  io.err(`genkan serves on ${config.value.host}:${config.value.port}`)
  await new Promise<void>((end) => {
    process.once('SIGINT', () => end())
    process.once('SIGTERM', () => end())
  })
  await node.close()
  await database.close()
  return 0
}

/** Without https there is no cookie that only we can set, and no passkey. */
async function originProblems(database: Database): Promise<string[]> {
  const societies = await openSocietyDirectory(database).all()
  if (societies.length === 0) return ['there is no society with an https origin yet: `genkan society create NAME FILE`']
  return societies
    .filter(({ origin }) => !origin.startsWith('https://'))
    .map(({ name, origin }) => `the origin of ${name} is not https: ${origin}`)
}
