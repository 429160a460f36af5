import { parseArgs } from 'node:util'
import { systemClock } from '../kernel/clock.ts'
import { serveCommands } from './command-socket.ts'
import { DEMO_DATA, type Environment } from './config.ts'
import type { Io } from './io.ts'
import type { OperatorCommand } from './operator.ts'
import { reportTo } from './report.ts'

export type FindCommand = (argv: readonly string[]) => { command: OperatorCommand; args: readonly string[] } | undefined

/** `genkan demo`: everything on this machine, with fictional people. Progress on stderr; the address on stdout. */
export async function demo(args: readonly string[], env: Environment, io: Io, find: FindCommand): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string', default: '4000' },
      data: { type: 'string', default: DEMO_DATA },
      json: { type: 'boolean', default: false },
      reset: { type: 'boolean', default: false },
    },
  })
  const port = Number(values.port)
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    io.err(`--port ${values.port} is not a port number`)
    return 2
  }
  const { startDemo } = await import('../demo/start-demo.ts')
  const { report, tell } = { report: reportTo(io), tell: (line: string) => io.err(`… ${line}`) }
  const running = await startDemo({
    port,
    dataDir: values.data,
    reset: values.reset,
    serverUrl: env.DATABASE_URL,
    tell,
    report,
  })
  const commands = await serveCommands(values.data, async (argv, caller) => {
    const found = find(argv)
    if (!found) return 2
    const operator = { database: running.database, clock: systemClock, keyring: () => running.keyring }
    return found.command(operator, found.args, caller).catch((error: unknown) => {
      caller.err(error instanceof Error ? error.message : 'the command failed')
      return 1
    })
  })
  if (values.json) io.out(JSON.stringify(running.announcement))
  else for (const line of running.announcement.base ? welcome(running.announcement) : []) io.out(line)
  await new Promise<void>((end) => {
    process.once('SIGINT', () => end())
    process.once('SIGTERM', () => end())
  })
  commands.close()
  await running.close()
  return 0
}

function welcome({ base, mailbox, societies, members }: import('../demo/announce.ts').Announcement): string[] {
  const ready = members.find(({ state }) => state === 'new')
  const active = members.find(({ state }) => state === 'active')
  return [
    '',
    'ゲンカンのデモが動いています / the Genkan demo is running',
    '',
    `  はじめに / start here   ${base}/demo`,
    `  メール / mailbox        ${mailbox}`,
    ...societies.map(({ name, origin }) => `  ${name.padEnd(22)}  ${origin}`),
    '',
    `  通知書で始める / with a letter      ${ready?.letterUrl ?? ''}`,
    `  生年月日 / birth date               ${ready?.birthDate ?? ''} (${ready?.name ?? ''})`,
    `  ログイン済みの方 / an active member  ${active?.userId ?? ''} / ${active?.password ?? ''} / app key ${active?.totpSecret ?? ''}`,
    '',
    '  組み込みデータベースは1台・1プロセス用で、停電への備えはありません / embedded database: one process, not safe against power loss',
    '  終わるには Ctrl+C / stop with Ctrl+C',
    '',
  ]
}
