import { hours, type Instant } from '../../kernel/clock.ts'
import type { Tx } from '../../store/database.ts'
import type { MailJobOf } from '../job.ts'
import { openUnlockCode } from '../mail-code-secret.ts'
import { type Message, type Part, small, text } from '../message.ts'
import { compose, dateAndTime, wordsIn } from './everyday.ts'
import type { Desk } from './mail-code.ts'
import { notMe } from './not-me.ts'

/** In 24 hours; whoever keeps locking an account must not be able to fill its mailbox. */
const MOST_A_DAY = 3

/** Somebody tried too often: what happened, when it opens, what to do. Only to a verified address. */
export async function locked(desk: Desk, job: MailJobOf<'locked'>): Promise<Message | undefined> {
  const { tx, society } = desk
  const { locale = 'ja' } = job
  const { locked: words, everyMail } = wordsIn(locale)
  const at = Date.parse(job.at)
  const row = await tx
    .selectFrom('mail_address')
    .select('address')
    .where('society_id', '=', society.id)
    .where('account_id', '=', job.accountId)
    .where('removed_at', 'is', null)
    .where('verified_at', 'is not', null)
    .executeTakeFirst()
  if (!row || (await hasHeardEnough(tx, society.id, job.accountId, at))) return undefined
  const until = job.until === null ? words.untilStaff : dateAndTime(Date.parse(job.until), locale)
  return compose(society, {
    to: row.address,
    locale,
    title: words.titles[job.what],
    at,
    parts: [
      text(words.lead(society.policy.title)),
      text([everyMail.fact(words.at, dateAndTime(at, locale)), everyMail.fact(words.until, until)].join('\n')),
      ...whatToDo(desk, job),
      small(everyMail.bookmark),
    ],
  })
}

function whatToDo(desk: Desk, job: MailJobOf<'locked'>): Part[] {
  const { accountId, locale = 'ja' } = job
  const words = wordsIn(locale).locked
  const behindPassword = job.what === 'secondFactor' || job.what === 'mailCode'
  const parts = job.until === null ? [text(words.askStaff)] : [text(words.mine)]
  if (job.what === 'password') parts.push(...(job.until === null ? [] : [text(words.sooner)]), text(words.otherWays))
  // A password that was only guessed at opened nothing: there is nothing to stop.
  if (!behindPassword) return [...parts, text(words.notMine)]
  return [...parts, ...notMe(desk, { accountId, at: Date.parse(job.at), locale }, words.notMineWithPassword)]
}

async function hasHeardEnough(tx: Tx, societyId: number, accountId: string, at: Instant): Promise<boolean> {
  const { before } = await tx
    .selectFrom('event')
    .select(({ fn }) => fn.countAll<string>().as('before'))
    .where('society_id', '=', societyId)
    .where('account_id', '=', accountId)
    .where('name', '=', 'attempt.locked')
    .where('happened_at', '>', new Date(at - hours(24)))
    .where('happened_at', '<', new Date(at))
    .executeTakeFirstOrThrow()
  return Number(before) >= MOST_A_DAY
}

/** The code that opens a locked password for one try; nothing where nobody has the typed ID or no verified address. */
export async function unlockCode(desk: Desk, job: MailJobOf<'unlockCode'>): Promise<Message | undefined> {
  const { tx, society, keyring, now } = desk
  const { locale = 'ja', unlockCodeId } = job
  const { unlockCode: words, everyMail } = wordsIn(locale)
  const row = await tx
    .selectFrom('unlock_code')
    .innerJoin('mail_address', (join) =>
      join
        .onRef('mail_address.society_id', '=', 'unlock_code.society_id')
        .onRef('mail_address.id', '=', 'unlock_code.mail_address_id'),
    )
    .select(['mail_address.address', 'code_sealed', 'expires_at', 'last_sent_at'])
    .where('unlock_code.society_id', '=', society.id)
    .where('unlock_code.id', '=', unlockCodeId)
    .where('unlock_code.spent_at', 'is', null)
    .where('unlock_code.expires_at', '>', new Date(now))
    .where('unlock_code.epoch', '=', society.epoch)
    .where('mail_address.verified_at', 'is not', null)
    .where('mail_address.removed_at', 'is', null)
    .executeTakeFirst()
  const code = row && openUnlockCode(keyring, society.id, unlockCodeId, row.code_sealed)
  if (!row || !code) return undefined
  return compose(society, {
    to: row.address,
    locale,
    title: words.title,
    at: row.last_sent_at.getTime(),
    parts: [
      text(words.lead(society.policy.productName)),
      { kind: 'code', code },
      text(words.enter),
      text(
        [
          everyMail.fact(words.at, dateAndTime(row.last_sent_at, locale)),
          everyMail.fact(words.expires, everyMail.until(dateAndTime(row.expires_at, locale))),
        ].join('\n'),
      ),
      small(words.notMine),
    ],
  })
}
