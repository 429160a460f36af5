/**
 * src/cli owns the commands: thin shells over the functions of the other folders, and the one reader of configuration.
 * It must not know a rule that another folder could hold.
 * This file: what the environment says.
 */
import { BlockList } from 'node:net'
import { openKeyring } from '../kernel/keyring.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import { readSmtpUrl } from '../mail/transport.ts'
import { readTrustedProxies } from '../web/client-network.ts'

/** Everything that a real deployment is told by its environment. */
export type ServeConfig = {
  /** DATABASE_URL */
  readonly databaseUrl: string
  /** GENKAN_KEYS: master keys, newest first (`genkan keys new`). */
  readonly keys: string
  /** GENKAN_SMTP_URL */
  readonly smtpUrl: string
  /** GENKAN_HOST and GENKAN_PORT: where to listen; the reverse proxy with TLS stands in front. */
  readonly host: string
  readonly port: number
  /** GENKAN_TRUSTED_PROXIES: whose X-Forwarded-For is believed; nobody's unless set. */
  readonly proxies: BlockList
}

export type Environment = Readonly<Record<string, string | undefined>>

/** The configuration of `genkan serve`, or a sentence about everything that is missing or wrong. No value is repeated. */
export function readServeConfig(env: Environment): Result<ServeConfig, string[]> {
  const problems: string[] = []
  const need = (name: string, what: string, check: (value: string) => void): string => {
    const value = env[name]?.trim() ?? ''
    if (value === '') problems.push(`${name} is not set: ${what}`)
    else problems.push(...complaint(name, () => check(value)))
    return value
  }
  const databaseUrl = need('DATABASE_URL', 'the address of the PostgreSQL database (postgresql://…)', checkDatabaseUrl)
  const keys = need('GENKAN_KEYS', 'the master keys; make one with `genkan keys new`', openKeyring)
  const smtpUrl = need('GENKAN_SMTP_URL', 'the mail server (smtps://user:password@host)', readSmtpUrl)
  const port = readPort(env.GENKAN_PORT ?? '8080')
  if (port === undefined) problems.push('GENKAN_PORT is not a port number')
  const host = env.GENKAN_HOST?.trim() || '127.0.0.1'
  const proxies = trustedProxies(env.GENKAN_TRUSTED_PROXIES ?? '', problems)
  if (problems.length > 0 || port === undefined) return err(problems)
  return ok({ databaseUrl, keys, smtpUrl, host, port, proxies })
}

function trustedProxies(list: string, problems: string[]): BlockList {
  let proxies = new BlockList()
  problems.push(
    ...complaint('GENKAN_TRUSTED_PROXIES', () => {
      proxies = readTrustedProxies(list)
    }),
  )
  return proxies
}

/** The number of a port; undefined for anything else. */
export function readPort(text: string): number | undefined {
  const port = Number(text)
  return /^\d{1,5}$/.test(text) && port >= 1 && port <= 65_535 ? port : undefined
}

function checkDatabaseUrl(text: string): void {
  if (!/^postgres(ql)?:$/.test(URL.parse(text)?.protocol ?? ''))
    throw new Error('the database is written as postgresql://user:password@host/database')
}

function complaint(name: string, check: () => void): string[] {
  try {
    check()
    return []
  } catch (error) {
    return [`${name}: ${(error as Error).message}`]
  }
}

/** Where the demo keeps its data unless `--data` says otherwise. */
export const DEMO_DATA = 'var/demo'
