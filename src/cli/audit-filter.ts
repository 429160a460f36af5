import type { Wanted } from '../audit/search-history.ts'
import { days, type Instant } from '../kernel/clock.ts'
import type { Society } from '../society/society-directory.ts'
import { accountOf } from '../staff/find-member.ts'
import { WrongCall } from './failure.ts'
import type { Operator } from './operator.ts'
import { readMemberKey, societiesOf } from './scope.ts'

/** What `audit search` and `audit export` look for. */
export const filterOptions = {
  society: { type: 'string' },
  member: { type: 'string' },
  event: { type: 'string', multiple: true },
  actor: { type: 'string' },
  'done-by': { type: 'string' },
  from: { type: 'string' },
  until: { type: 'string' },
} as const

export const FILTERS =
  '[--society NAME [--member SYMBOL,NUMBER,BRANCH]] [--event NAME]… [--actor WHO] [--done-by NAME] [--from TIME] [--until TIME]'

type Given = {
  readonly society?: string | undefined
  readonly member?: string | undefined
  readonly event?: string[] | undefined
  readonly actor?: string | undefined
  readonly 'done-by'?: string | undefined
  readonly from?: string | undefined
  readonly until?: string | undefined
}

/** The societies that are meant, each with what is wanted of it. Throws WrongCall. */
export async function readWanted(operator: Operator, given: Given): Promise<{ society: Society; wanted: Wanted }[]> {
  if (given.member !== undefined && given.society === undefined) throw new WrongCall('--member needs --society')
  const societies = await societiesOf(operator, given.society)
  return Promise.all(societies.map(async (society) => ({ society, wanted: await wantedOf(operator, society, given) })))
}

async function wantedOf(operator: Operator, society: Society, given: Given): Promise<Wanted> {
  const { event: names, actor, 'done-by': by } = given
  const wrong = names?.find((name) => !/^[a-z]\w*(\.[a-z]\w*)?$/i.test(name))
  if (wrong !== undefined) throw new WrongCall(`no event is called ${wrong}`)
  const times = {
    from: given.from === undefined ? undefined : readTime(given.from, 0),
    until: given.until === undefined ? undefined : readTime(given.until, days(1)),
  }
  if (given.member === undefined) return { names, actor, by, ...times }
  const key = readMemberKey(given.member)
  const accountId = await operator.database.inSociety(society.id, (tx) => accountOf(tx, society.id, key))
  if (accountId === undefined) throw new WrongCall(`no such member: ${given.member}`)
  return { accountId, names, actor, by, ...times }
}

/** A day in Japan (`lasting` is added), or a moment with its offset. */
function readTime(text: string, lasting: number): Instant {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text)
  const at = Date.parse(isDay ? `${text}T00:00:00+09:00` : text)
  const isMoment = /T.*(Z|[+-]\d{2}:\d{2})$/.test(text)
  if (Number.isNaN(at) || !(isDay || isMoment))
    throw new WrongCall(`not a time: ${text} (2026-04-01, or 2026-04-01T09:30:00+09:00)`)
  return isDay ? at + lasting : at
}
