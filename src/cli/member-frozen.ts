import { parseArgs } from 'node:util'
import { frozenMembers } from '../staff/frozen-members.ts'
import { WrongCall } from './failure.ts'
import type { OperatorCommand } from './operator.ts'
import { memberWords, societiesOf, when } from './scope.ts'

const options = {
  society: { type: 'string' },
  json: { type: 'boolean', default: false },
  lang: { type: 'string' },
} as const

/** `genkan member frozen`: whose account 「心当たりがない」 has stopped. There is no command that lifts it: a letter does. */
export const memberFrozen: OperatorCommand = async (operator, args, io) => {
  const { values } = parseArgs({ args: [...args], options })
  if (!values.society) throw new WrongCall('genkan member frozen --society NAME [--json] [--lang ja|en]')
  const words = memberWords(values.lang)
  const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString())
  for (const society of await societiesOf(operator, values.society)) {
    const frozen = await frozenMembers(operator.database, society)
    const rows = frozen.map((one) => ({ ...one, since: iso(one.since), doubtedSince: iso(one.doubtedSince) }))
    if (values.json) io.out(JSON.stringify(rows))
    else if (rows.length === 0) io.out(words.noneFrozen)
    for (const { symbol, number, branch, name, since, doubtedSince } of values.json ? [] : frozen)
      io.out([`${symbol},${number},${branch}`, name, words.frozen(when(since), when(doubtedSince))].join('\t'))
  }
  return 0
}
