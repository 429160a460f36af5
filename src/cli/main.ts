import { newMasterKey, openKeyring } from '../kernel/keyring.ts'
import type { Environment } from './config.ts'
import { failure, WrongCall } from './failure.ts'
import { type Io, terminal } from './io.ts'
import type { OperatorCommand } from './operator.ts'

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

  genkan society create NAME FILE.json
  genkan society apply NAME FILE.json
  genkan society show [NAME]
  genkan society check FILE.json [NAME]
  genkan society terms NAME [FILE.txt --version N --from YYYY-MM-DD --by WHO [--changes FILE.txt] [--title TEXT]
      [--en FILE.txt [--changes-en FILE.txt] [--title-en TEXT]]]
      the versions of the terms of use, or one more of them; it holds from its day on, without a restart
  genkan society restored --by WHO --reason TEXT [--yes] [--json]
      after a restore from backup: ends every visit, letter, link and code of the time before, in all societies
  genkan member import FILE --society NAME [--by WHO --reason TEXT] [--dry-run] [--everything] [--report FILE.csv]
      [--json] [--lang en]
  genkan member show --society NAME --member SYMBOL,NUMBER,BRANCH --by WHO --reason TEXT [--json] [--lang en]
      why somebody is stuck: standing, letters, methods, locks, and the screen that comes next
  genkan member close | reopen … --by WHO --reason TEXT [--json]
      ends every visit, code and link of a member at once; reopen restores the account as it was
  genkan member locks --society NAME --member SYMBOL,NUMBER,BRANCH [--json] [--lang en]
  genkan member unlock … --by WHO --reason TEXT [--kind password|secondFactor|mailCode|letter|birthDate] [--json]
  genkan member invite --society NAME (--member SYMBOL,NUMBER,BRANCH | --all) --by WHO
  genkan member held --society NAME [--json]
  genkan member frozen --society NAME [--json]
      whose account 「心当たりがない」 has stopped; their own factors or a letter open it again
  genkan member release --society NAME --member SYMBOL,NUMBER,BRANCH --by WHO --reason TEXT
  genkan member addresses FILE.csv --society NAME --by WHO --reason TEXT [--dry-run] [--lang en]
      postal addresses for the windows of letters: 記号, 番号, 枝番, 郵便番号, 住所1, 住所2
  genkan letter print --society NAME WHOM --by WHO --reason TEXT [--second WHO]
      (--out FILE.pdf [--layout a4|postcard] | --layout file [--encoding cp932|utf-8]) [--dry-run] [--yes] [--lang en]
      WHOM: --never-signed-in [--again] | --expired | --returned | --list FILE.csv | --member SYMBOL,NUMBER,BRANCH …
      issues letters and prints them, or keeps them as a file for a print shop; says first how many, and asks
  genkan letter file BATCH --society NAME --out FILE.csv --by WHO --reason TEXT [--lang en]
      hands the file for the print shop out, once, with count and checksum, and erases it here
  genkan letter list --society NAME [--state STATE] [--member SYMBOL,NUMBER,BRANCH] [--batch ID] [--since YYYY-MM-DD]
      [--batches] [--json] [--lang en]
  genkan letter returned (NUMBER … | --list FILE.csv) --society NAME --by WHO --reason TEXT [--json] [--lang en]
      letters that the post brought back; they stop working
  genkan letter cancel (NUMBER … | --list FILE.csv | --batch ID) --society NAME --by WHO --reason TEXT [--yes] [--json]
      letters that must not open any more, nor the sittings that began with them

  genkan audit verify [--society NAME] [--noted FILE] [--json]
      whether the history is as it was sealed; FILE is an earlier --json, kept where nobody of the database can reach it
  genkan audit search [--society NAME [--member SYMBOL,NUMBER,BRANCH]] [--event letter.issued]… [--actor operator]
      [--done-by WHO] [--from 2026-04-01] [--until 2026-04-30] [--limit 100] [--json]
  genkan audit export --to FILE [--format csv|jsonl] … --by WHO --reason TEXT      the same choice, oldest first
  genkan audit purge [--society NAME] (--by WHO --reason TEXT | --dry-run) [--json]
      what the policy (lifetimes.auditDays) no longer keeps

  Commands about members, letters and the history speak Japanese, with --lang en English.

  These work on DATABASE_URL; with --data DIR, or without DATABASE_URL, on the demo in that folder, also while it runs.

  Exit codes: 0 done, 1 something was refused, 2 the call or the configuration is wrong.`

/** Each command is loaded when it is called: whoever makes a key needs no web server. */
const OPERATOR: Readonly<Record<string, () => Promise<OperatorCommand>>> = {
  'society create': async () => (await import('./society.ts')).societyCreate,
  'society apply': async () => (await import('./society.ts')).societyApply,
  'society check': async () => (await import('./society.ts')).societyCheck,
  'society terms': async () => (await import('./society-terms.ts')).societyTerms,
  'society restored': async () => (await import('./society-restored.ts')).societyRestored,
  'society show': async () => (await import('./society.ts')).societyShow,
  'member import': async () => (await import('./member-import.ts')).memberImport,
  'member show': async () => (await import('./member-show.ts')).memberShow,
  'member close': async () => (await import('./member-close.ts')).memberClose,
  'member reopen': async () => (await import('./member-close.ts')).memberReopen,
  'member locks': async () => (await import('./member-locks.ts')).memberLocksCommand,
  'member unlock': async () => (await import('./member-locks.ts')).memberUnlock,
  'audit verify': async () => (await import('./audit-verify.ts')).auditVerify,
  'audit search': async () => (await import('./audit-search.ts')).auditSearch,
  'audit export': async () => (await import('./audit-export.ts')).auditExport,
  'audit purge': async () => (await import('./audit-purge.ts')).auditPurge,
  'member invite': async () => (await import('./member-beginnings.ts')).memberInvite,
  'member held': async () => (await import('./member-beginnings.ts')).memberHeld,
  'member frozen': async () => (await import('./member-frozen.ts')).memberFrozen,
  'member release': async () => (await import('./member-beginnings.ts')).memberRelease,
  'member addresses': async () => (await import('./member-addresses.ts')).memberAddresses,
  'letter print': async () => (await import('./letter-print.ts')).letterPrint,
  'letter file': async () => (await import('./letter-file.ts')).letterFile,
  'letter list': async () => (await import('./letter-list.ts')).letterList,
  'letter returned': async () => (await import('./letter-end.ts')).letterReturned,
  'letter cancel': async () => (await import('./letter-end.ts')).letterCancel,
}

/** The operator's command in these words, if there is one. */
async function findCommand(argv: readonly string[]) {
  const words = argv.slice(0, 2).join(' ')
  const command = Object.hasOwn(OPERATOR, words) ? await OPERATOR[words]?.() : undefined
  return command && { command, args: argv.slice(2) }
}

/** `--data DIR` or `--data=DIR` says which demo is meant; it is taken out before a command reads its own words. */
function takeDataDir(argv: readonly string[]): { argv: string[]; dataDir: string | undefined } {
  const at = argv.findIndex((word) => word === '--data' || word.startsWith('--data='))
  if (at < 0) return { argv: [...argv], dataDir: undefined }
  const [, inline] = argv[at]?.split(/=(.*)/s) ?? []
  const dataDir = inline ?? argv[at + 1]
  if (!dataDir) throw new WrongCall('--data needs the name of a folder')
  return { argv: argv.toSpliced(at, inline === undefined ? 2 : 1), dataDir }
}

async function main(argv: readonly string[], env: Environment, io: Io): Promise<number> {
  const [name, ...args] = argv
  if (name === undefined || name === 'help' || argv.includes('--help') || argv.includes('-h')) {
    io.out(HELP)
    return 0
  }
  switch (name) {
    case 'demo':
      return (await import('./demo.ts')).demo(args, env, io, findCommand)
    case 'serve':
      return (await import('./serve.ts')).serve(args, env, io)
    case 'migrate':
      return migrateServer(env, io)
    case 'keys':
      return newKey(args, io)
  }
  const asked = takeDataDir(argv)
  const found = await findCommand(asked.argv)
  if (found) {
    const { runAsOperator } = await import('./operator.ts')
    return runAsOperator(found.command, { ...asked, args: found.args }, env, io)
  }
  io.err(`genkan has no command "${argv.slice(0, 2).join(' ')}"\n\n${HELP}`)
  return 2
}

async function migrateServer(env: Environment, io: Io): Promise<number> {
  const url = env.DATABASE_URL?.trim()
  if (!url) {
    io.err('DATABASE_URL is not set: the address of the PostgreSQL database (postgresql://…)')
    return 2
  }
  const { migrate } = await import('../store/migrate.ts')
  const applied = await migrate({ url })
  io.out(applied.length > 0 ? `applied: ${applied.join(', ')}` : 'up to date')
  return 0
}

function newKey(args: readonly string[], io: Io): number {
  const [verb, name = 'k1', ...more] = args
  if (verb !== 'new' || more.length > 0 || !/^[a-z0-9-]{1,16}$/.test(name)) {
    io.err('genkan keys new [NAME]   (1 to 16 of a–z, 0–9 and -)')
    return 2
  }
  const key = newMasterKey(name)
  openKeyring(key)
  io.out(key)
  return 0
}

try {
  process.exitCode = await main(process.argv.slice(2), process.env, terminal)
} catch (error) {
  // Whatever was open when it broke must not keep the process.
  process.exit(failure(error, terminal))
}
