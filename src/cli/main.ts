import { newMasterKey, openKeyring } from '../kernel/keyring.ts'
import { migrate } from '../store/migrate.ts'
import { DEMO_DATA } from './config.ts'
import { demo } from './demo.ts'
import { type Io, terminal } from './io.ts'
import { letterPrint } from './letter-print.ts'
import { memberImport } from './member-import.ts'
import { memberLocksCommand, memberUnlock } from './member-locks.ts'
import { type OperatorCommand, runAsOperator } from './operator.ts'
import { serve } from './serve.ts'
import { societyApply, societyCreate, societyShow } from './society.ts'

const HELP = `genkan: the front door of health-insurance societies

  genkan demo [--port 4000] [--data DIR] [--reset] [--json]
      everything on this machine, with fictional societies and members
  genkan serve
      one node of a real deployment; reads DATABASE_URL, GENKAN_KEYS, GENKAN_SMTP_URL, GENKAN_HOST, GENKAN_PORT,
      GENKAN_TRUSTED_PROXIES
  genkan migrate
      brings the database of DATABASE_URL up to date
  genkan keys new [NAME]
      prints a new master key for GENKAN_KEYS (newest first)

  genkan society create NAME FILE.json · society apply NAME FILE.json · society show [NAME]
  genkan member import FILE --society NAME [--dry-run] [--lang en]
  genkan member locks --society NAME --member SYMBOL,NUMBER,BRANCH [--json]
  genkan member unlock … --by WHO --reason TEXT [--kind password|secondFactor|mailCode|letter|birthDate] [--json]
  genkan letter print --society NAME --member SYMBOL,NUMBER,BRANCH [--member …] --to FILE.html

  These work on DATABASE_URL, or on the demo of [--data DIR], also while it runs.`

const OPERATOR: Readonly<Record<string, OperatorCommand>> = {
  'society create': societyCreate,
  'society apply': societyApply,
  'society show': societyShow,
  'member import': memberImport,
  'member locks': memberLocksCommand,
  'member unlock': memberUnlock,
  'letter print': letterPrint,
}

/** The operator's command in these words, if there is one. */
function findCommand(argv: readonly string[]) {
  const command = OPERATOR[argv.slice(0, 2).join(' ')]
  return command && { command, args: argv.slice(2) }
}

/** `--data DIR` says which demo is meant; it is taken out before a command reads its own words. */
function takeDataDir(argv: readonly string[]): { argv: string[]; dataDir: string } {
  const at = argv.indexOf('--data')
  if (at < 0) return { argv: [...argv], dataDir: DEMO_DATA }
  return { argv: [...argv.slice(0, at), ...argv.slice(at + 2)], dataDir: argv[at + 1] ?? DEMO_DATA }
}

async function main(argv: readonly string[], io: Io): Promise<number> {
  const [name, ...args] = argv
  switch (name) {
    case 'demo':
      return demo(args, process.env, io, findCommand)
    case 'serve':
      return serve(process.env, io)
    case 'migrate':
      return migrateServer(io)
    case 'keys':
      return newKey(args, io)
  }
  const asked = takeDataDir(argv)
  const found = findCommand(asked.argv)
  if (found) return runAsOperator(found.command, { ...asked, args: found.args }, io)
  const wanted = name === undefined || name === 'help' || name === '--help' || name === '-h'
  if (wanted) io.out(HELP)
  else io.err(`genkan has no command "${name}"\n\n${HELP}`)
  return wanted ? 0 : 2
}

async function migrateServer(io: Io): Promise<number> {
  const url = process.env.DATABASE_URL
  if (!url) {
    io.err('DATABASE_URL is not set: the address of the PostgreSQL database (postgresql://…)')
    return 2
  }
  const applied = await migrate({ url })
  io.out(applied.length > 0 ? `applied: ${applied.join(', ')}` : 'up to date')
  return 0
}

function newKey(args: readonly string[], io: Io): number {
  const [verb, name = 'k1'] = args
  if (verb !== 'new') {
    io.err('genkan keys new [NAME]')
    return 2
  }
  const key = newMasterKey(name)
  openKeyring(key)
  io.out(key)
  return 0
}

process.exitCode = await main(process.argv.slice(2), terminal).catch((error: unknown) => {
  terminal.err(error instanceof Error ? error.message : String(error))
  return 1
})
