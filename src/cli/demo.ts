import { parseArgs } from 'node:util'
import { systemClock } from '../kernel/clock.ts'
import { serveCommands } from './command-socket.ts'
import { DEMO_DATA, type Environment, readPort } from './config.ts'
import type { Io } from './io.ts'
import type { OperatorCommand } from './operator.ts'
import { reportTo } from './report.ts'
import { untilSignal } from './until-signal.ts'

export type FindCommand = (
  argv: readonly string[],
) => Promise<{ command: OperatorCommand; args: readonly string[] } | undefined>

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
  const port = readPort(values.port)
  if (port === undefined) {
    io.err(`--port ${values.port} is not a port number`)
    return 2
  }
  const { startDemo } = await import('../demo/start-demo.ts')
  const { report, tell } = { report: reportTo(io), tell: (line: string) => io.err(`… ${line}`) }
  const { data: dataDir, reset } = values
  const running = await startDemo({ port, dataDir, reset, serverUrl: env.DATABASE_URL, tell, report })
  try {
    const { database, keyring, queue } = running
    const operator = { database, clock: systemClock, keyring: () => keyring, queue }
    const commands = await serveCommands(dataDir, async (argv, caller) => {
      const found = await find(argv)
      return found ? found.command(operator, found.args, caller) : 2
    })
    if (values.json) io.out(JSON.stringify(running.announcement))
    else for (const line of welcome(running.announcement)) io.out(line)
    await untilSignal()
    await commands.close()
  } finally {
    await running.close()
  }
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
