import { parseArgs } from 'node:util'
import { closeAccount, reopenAccount } from '../staff/close-account.ts'
import { memberState as en } from '../texts/en/member-state.ts'
import { memberState as ja } from '../texts/ja/member-state.ts'
import { orderOptions, readOrder } from './member-order.ts'
import type { OperatorCommand } from './operator.ts'
import { readLocale, societiesOf } from './scope.ts'

/** `genkan member close`: exit 0, 1 when there is nobody or nothing to close, 2 for a wrong call. */
export const memberClose: OperatorCommand = (...call) => carryOut('close', ...call)

/** `genkan member reopen`: as it was before. */
export const memberReopen: OperatorCommand = (...call) => carryOut('reopen', ...call)

async function carryOut(verb: 'close' | 'reopen', ...[operator, args, io]: Parameters<OperatorCommand>) {
  const { values } = parseArgs({ args: [...args], options: orderOptions })
  const order = readOrder(verb, values)
  const words = readLocale(values.lang) === 'ja' ? ja : en
  const [society] = await societiesOf(operator, order.society)
  const place = { societyId: society?.id ?? 0, now: operator.clock() }
  const done = await (verb === 'close' ? closeAccount : reopenAccount)(operator.database, place, order)
  if (done.ok) {
    const sentence = verb === 'close' ? words.closed(done.value.visits) : words.reopened
    io.out(values.json ? JSON.stringify({ ok: true, ...done.value }) : sentence)
    return 0
  }
  if (values.json) io.out(JSON.stringify({ ok: false, problem: done.error }))
  else io.err(done.error === 'noSuchMember' ? words.noSuchMember(values.member ?? '') : words[done.error])
  return 1
}
