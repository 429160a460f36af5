import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type IssuedLetter, issueLetter } from '../account/letters.ts'
import { record } from '../audit/events.ts'
import { openSocietyDirectory, type Society } from '../society/society-directory.ts'
import type { Tx } from '../store/database.ts'
import { letterCss } from '../web/pages/letter-print/letter-css.ts'
import { letterPrintView } from '../web/pages/letter-print/view.ts'
import type { Io } from './io.ts'
import type { Operator, OperatorCommand } from './operator.ts'

const USAGE = 'genkan letter print --society NAME --member SYMBOL,NUMBER,BRANCH [--member …] --to FILE.html'

/** `genkan letter print`: issues letters and writes them as pages to print. The codes are in that file and nowhere else. */
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
  const letters = await issueAll(operator, society, values.member, io)
  if (!letters) return 1
  const withRecovery = society.policy.recoveryPaper === 'letter'
  const css = { inline: await letterCss() }
  const printed = letters.map((letter) => ({ ...letter, withRecovery }))
  const page = letterPrintView({ society: { ...society.policy, origin: society.origin }, letters: printed, css })
  await writeFile(resolve(io.cwd, values.to), String(await page), { mode: 0o600 })
  io.out(`${letters.length} letters: ${values.to}`)
  return 0
}

type Printed = IssuedLetter & { name: string; issuedAt: number }

/** All or none: a key that is unknown, or belongs to somebody who is active, stops the run before anything is issued. */
async function issueAll(
  operator: Operator,
  society: Society,
  keys: readonly string[],
  io: Io,
): Promise<Printed[] | undefined> {
  const { database, clock } = operator
  const keyring = operator.keyring()
  return database.inSociety(society.id, async (tx) => {
    const now = clock()
    const found = await Promise.all(keys.map((key) => findMember(tx, society.id, key)))
    const bad = keys.filter((_, at) => found[at] === undefined || found[at].active)
    for (const key of bad) io.err(`no member without a sign-in of their own: ${key}`)
    if (bad.length > 0) return undefined
    const printed: Printed[] = []
    for (const member of found) {
      if (!member) continue
      const letter = await issueLetter(tx, society, keyring, member.accountId, now)
      await record(tx, society.id, now, [{ name: 'letter.issued', actor: 'operator', accountId: member.accountId }])
      printed.push({ ...letter, name: member.name, issuedAt: now })
    }
    return printed
  })
}

async function findMember(tx: Tx, societyId: number, key: string) {
  const [symbol = '', number = '', branch = ''] = key.split(',')
  const row = await tx
    .selectFrom('member')
    .innerJoin('account', (join) =>
      join.onRef('account.society_id', '=', 'member.society_id').onRef('account.id', '=', 'member.account_id'),
    )
    .select(({ exists, or, selectFrom }) => [
      'account.id as accountId',
      'account.name',
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
      ]).as('active'),
    ])
    .where('member.society_id', '=', societyId)
    .where('member.symbol', '=', symbol)
    .where('member.number', '=', number)
    .where('member.branch', '=', branch)
    .executeTakeFirst()
  return row && { accountId: row.accountId, name: row.name, active: Boolean(row.active) }
}
