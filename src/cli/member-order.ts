import type { Order } from '../staff/close-account.ts'
import { WrongCall } from './failure.ts'
import { readMemberKey } from './scope.ts'
import { whoAndWhy } from './who-and-why.ts'

/** What every command about one member is told. */
export const orderOptions = {
  society: { type: 'string' },
  member: { type: 'string' },
  by: { type: 'string' },
  reason: { type: 'string' },
  json: { type: 'boolean', default: false },
  lang: { type: 'string' },
} as const

type Given = {
  readonly society?: string | undefined
  readonly member?: string | undefined
  readonly by?: string | undefined
  readonly reason?: string | undefined
}

/** Who is meant, who asks and why. Throws WrongCall with how to call `verb`. */
export function readOrder(verb: string, given: Given): Order & { readonly society: string } {
  const who = whoAndWhy(given)
  if (!given.society || !given.member || !who)
    throw new WrongCall(
      `genkan member ${verb} --society NAME --member SYMBOL,NUMBER,BRANCH --by WHO --reason TEXT [--json] [--lang ja|en]`,
    )
  return { society: given.society, member: readMemberKey(given.member), actor: 'operator', ...who }
}
