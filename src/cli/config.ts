/**
 * src/cli owns the commands: thin shells over the functions of the other folders, and the one reader of configuration.
 * It must not know a rule that another folder could hold.
 * This file: what the environment says.
 */
import { BlockList } from 'node:net'
import { err, ok, type Result } from '../kernel/result.ts'
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

/** The configuration of `genkan serve`, or every sentence about what is missing. */
export function readServeConfig(env: Environment): Result<ServeConfig, string[]> {
  const missing: string[] = []
  const need = (name: string, what: string): string => {
    const value = env[name]?.trim() ?? ''
    if (value === '') missing.push(`${name} is not set: ${what}`)
    return value
  }
  const databaseUrl = need('DATABASE_URL', 'the address of the PostgreSQL database (postgresql://…)')
  const keys = need('GENKAN_KEYS', 'the master keys; make one with `genkan keys new`')
  const smtpUrl = need('GENKAN_SMTP_URL', 'the mail server (smtps://user:password@host)')
  const port = Number(env.GENKAN_PORT ?? '8080')
  if (!Number.isInteger(port) || port < 1 || port > 65_535) missing.push('GENKAN_PORT is not a port number')
  const host = env.GENKAN_HOST ?? '127.0.0.1'
  const proxies = trustedProxies(env.GENKAN_TRUSTED_PROXIES ?? '', missing)
  return missing.length > 0 ? err(missing) : ok({ databaseUrl, keys, smtpUrl, host, port, proxies })
}

function trustedProxies(list: string, problems: string[]): BlockList {
  try {
    return readTrustedProxies(list)
  } catch (error) {
    problems.push(`GENKAN_TRUSTED_PROXIES: ${(error as Error).message}`)
    return new BlockList()
  }
}

/** Where the demo keeps its data unless `--data` says otherwise. */
export const DEMO_DATA = 'var/demo'
