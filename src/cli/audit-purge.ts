import { parseArgs } from 'node:util'
import { BrokenHistory } from '../audit/chain.ts'
import { purgeHistory } from '../audit/purge-history.ts'
import { days } from '../kernel/clock.ts'
import { auditWords as en } from '../texts/en/audit.ts'
import { auditWords as ja } from '../texts/ja/audit.ts'
import { WrongCall } from './failure.ts'
import type { OperatorCommand } from './operator.ts'
import { readLocale, societiesOf } from './scope.ts'
import { whoAndWhy } from './who-and-why.ts'

/**
 * `genkan audit purge`: deletes what the policies no longer keep (`lifetimes.auditDays`); a node does the same once a day.
 * Exit 0, 2 for a wrong call; a history that is not as it was sealed is left alone, with exit 1.
 */
export const auditPurge: OperatorCommand = async (operator, args, io) => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      society: { type: 'string' },
      by: { type: 'string' },
      reason: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      lang: { type: 'string' },
    },
  })
  const words = readLocale(values.lang) === 'ja' ? ja : en
  const [dryRun, now, who] = [values['dry-run'], operator.clock(), whoAndWhy(values)]
  if (!dryRun && !who)
    throw new WrongCall(
      'genkan audit purge [--society NAME] (--by NAME --reason TEXT | --dry-run) [--json] [--lang ja|en]',
    )
  const done = []
  let exit = 0
  for (const { id, name: society, policy } of await societiesOf(operator, values.society)) {
    const before = now - days(policy.lifetimes.auditDays)
    const purge = { before, now, actor: 'operator', who, dryRun } as const
    const counts = await purgeHistory(operator.database, operator.keyring(), id, purge).catch(orBroken)
    if (counts) done.push({ society, before: new Date(before).toISOString(), ...counts })
    else io.err(words.notPurged(society))
    if (!counts) exit = 1
  }
  if (values.json) io.out(JSON.stringify({ dryRun, societies: done }))
  for (const { society, ...counts } of values.json ? [] : done)
    io.out((dryRun ? words.wouldPurge : words.purged)(society, counts))
  return exit
}

/** Nothing for a history that is not as it was sealed; the next society may be whole. */
function orBroken(error: unknown): undefined {
  if (!(error instanceof BrokenHistory)) throw error
}
