import { type FileHandle, open, rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { readBranch, readKeyText } from '../account/import/cell-rules.ts'
import { type IssuedLetter, issueLetter } from '../account/letters.ts'
import { record } from '../audit/events.ts'
import type { Instant } from '../kernel/clock.ts'
import { dayInTokyo } from '../kernel/japanese-date.ts'
import { openSocietyDirectory, type Society } from '../society/society-directory.ts'
import type { Tx } from '../store/database.ts'
import { letterCss } from '../web/pages/letter-print/letter-css.ts'
import { letterPrintView } from '../web/pages/letter-print/view.ts'
import type { Io } from './io.ts'
import type { Operator, OperatorCommand } from './operator.ts'

const USAGE = 'genkan letter print --society NAME --member SYMBOL,NUMBER,BRANCH [--member …] --to FILE.html'

/**
 * `genkan letter print`: issues letters and writes them as pages to print (STF-02, ISS-01, ISS-02). The codes are in that
 * file and nowhere else; only its owner can read it. Nothing is issued where the file cannot be written.
 */
export const letterPrint: OperatorCommand = async (operator, args, io) => {
  const { values } = parseArgs({
    args: [...args],
    options: { society: { type: 'string' }, member: { type: 'string', multiple: true }, to: { type: 'string' } },
  })
  if (!values.society || !values.member || !values.to) {
    io.err(USAGE)
    return 2
  }
  const society = await openSocietyDirectory(operator.database, operator.clock).byName(values.society)
  if (!society) {
    io.err(`no such society: ${values.society}`)
    return 2
  }
  const path = resolve(io.cwd, values.to)
  // Never an existing file: it may be readable by others, or be the only paper trail of other letters.
  const file = await open(path, 'wx', 0o600).catch(() => undefined)
  if (!file) {
    io.err(`this file exists already or cannot be written: ${values.to}`)
    return 2
  }
  let count = 0
  try {
    count = await printInto(file, operator, society, values.member, io)
  } finally {
    await file.close()
    if (count === 0) await rm(path)
  }
  if (count > 0) io.out(`${count} letters: ${values.to}`)
  return count > 0 ? 0 : 1
}

/** The number of letters in the file; 0 when there was something to refuse. */
async function printInto(
  file: FileHandle,
  operator: Operator,
  society: Society,
  keys: readonly string[],
  io: Io,
): Promise<number> {
  const letters = await issueAll(operator, society, keys, io)
  if (letters.length === 0) return 0
  const withRecovery = society.policy.recoveryPaper === 'letter'
  const page = letterPrintView({
    society: { ...society.policy, origin: society.origin },
    letters: letters.map((letter) => ({ ...letter, withRecovery })),
    css: { inline: await letterCss() },
  })
  await file.writeFile(String(await page))
  return letters.length
}

type Printed = IssuedLetter & { name: string; issuedAt: number }

/** All or none: a key that stands for nobody who may get a letter stops the run before anything is issued. */
async function issueAll(operator: Operator, society: Society, keys: readonly string[], io: Io): Promise<Printed[]> {
  const { database, clock } = operator
  const keyring = operator.keyring()
  return database.inSociety(society.id, async (tx) => {
    const now = clock()
    const found = new Map<string, { accountId: string; name: string }>()
    let refused = 0
    for (const key of keys) {
      const member = await findMember(tx, society.id, key, now)
      if ('refusal' in member) io.err(`${member.refusal}: ${key}`)
      if ('refusal' in member) refused += 1
      else found.set(member.accountId, member)
    }
    if (refused > 0) return []
    const printed: Printed[] = []
    for (const { accountId, name } of found.values()) {
      printed.push({ ...(await issueLetter(tx, society, keyring, accountId, now)), name, issuedAt: now })
      await record(tx, society.id, now, [{ name: 'letter.issued', actor: 'operator', accountId }])
    }
    return printed
  })
}

async function findMember(tx: Tx, societyId: number, key: string, now: Instant) {
  const [symbol = '', number = '', branch = '', ...more] = key.split(',')
  const [asSymbol, asNumber, asBranch] = [readKeyText(symbol), readKeyText(number), readBranch(branch)]
  if (!asSymbol.ok || !asNumber.ok || !asBranch.ok || more.length > 0) return { refusal: 'not SYMBOL,NUMBER,BRANCH' }
  const row = await tx
    .selectFrom('member')
    .innerJoin('account', (join) =>
      join.onRef('account.society_id', '=', 'member.society_id').onRef('account.id', '=', 'member.account_id'),
    )
    .select(['account.id as accountId', 'account.name', 'account.closed_at', 'member.lost_on'])
    .select(({ exists, or, selectFrom }) =>
      or([
        exists(
          selectFrom('passkey')
            .select('passkey.id')
            .whereRef('passkey.society_id', '=', 'account.society_id')
            .whereRef('passkey.account_id', '=', 'account.id')
            .where('passkey.removed_at', 'is', null),
        ),
        exists(
          selectFrom('totp_device')
            .select('totp_device.id')
            .whereRef('totp_device.society_id', '=', 'account.society_id')
            .whereRef('totp_device.account_id', '=', 'account.id')
            .where('totp_device.removed_at', 'is', null),
        ),
        exists(
          selectFrom('mail_method')
            .select('mail_method.bound_at')
            .whereRef('mail_method.society_id', '=', 'account.society_id')
            .whereRef('mail_method.account_id', '=', 'account.id')
            .where('mail_method.removed_at', 'is', null),
        ),
      ]).as('active'),
    )
    .where('member.society_id', '=', societyId)
    .where('member.symbol', '=', asSymbol.value)
    .where('member.number', '=', asNumber.value)
    .where('member.branch', '=', asBranch.value)
    .executeTakeFirst()
  if (!row) return { refusal: 'no such member' }
  if (row.active) return { refusal: 'this member signs in already' }
  if (row.closed_at !== null || (row.lost_on !== null && row.lost_on <= dayInTokyo(now)))
    return { refusal: 'the qualification of this member has ended' }
  return { accountId: row.accountId, name: row.name }
}
