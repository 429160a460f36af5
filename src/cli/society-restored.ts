import { parseArgs } from 'node:util'
import { raiseEpoch } from '../society/raise-epoch.ts'
import { WrongCall } from './failure.ts'
import type { OperatorCommand } from './operator.ts'

const USAGE = 'genkan society restored --by WHO --reason TEXT [--yes] [--json]'
const WARNING =
  'every visit, letter, mailed link and code of every society ends; members sign in again, and letters that are under way are useless.'

const options = {
  by: { type: 'string' },
  reason: { type: 'string' },
  yes: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const

/**
 * `genkan society restored`: to be run after a restore from backup, before the nodes start. Exit 0, 2 for a wrong call or
 * where nobody has said yes.
 */
export const societyRestored: OperatorCommand = async ({ database, clock }, args, io) => {
  const { values } = parseArgs({ args: [...args], options })
  const [by = '', reason = ''] = [values.by?.trim(), values.reason?.trim()]
  if (![by, reason].every((text) => text !== '' && text.length <= 200)) throw new WrongCall(USAGE)
  if (!values.yes && !(await io.ask?.(`${WARNING} Go on?`))) {
    io.err(`${WARNING} Nothing was changed: say it with --yes.`)
    return 2
  }
  const societies = await raiseEpoch(database, { actor: 'operator', by, reason, now: clock() })
  if (values.json) io.out(JSON.stringify({ societies }))
  for (const { name, epoch } of values.json ? [] : societies) io.out(`${name}\tepoch ${epoch}`)
  return 0
}
