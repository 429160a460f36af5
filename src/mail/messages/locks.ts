import { hours, type Instant } from '../../kernel/clock.ts'
import type { Keyring } from '../../kernel/keyring.ts'
import type { Society } from '../../society/society-directory.ts'
import type { Tx } from '../../store/database.ts'
import { mail } from '../../texts/ja/mail.ts'
import type { MailJobOf } from '../job.ts'
import { openUnlockCode } from '../mail-code-secret.ts'
import { type Message, type Part, small, text } from '../message.ts'
import { compose, dateAndTime } from './everyday.ts'

/** In 24 hours; whoever keeps locking an account must not be able to fill its mailbox. */
const MOST_A_DAY = 3

/** Somebody tried too often: what happened, when it opens, what to do. Only to a verified address. */
export async function locked(tx: Tx, society: Society, job: MailJobOf<'locked'>): Promise<Message | undefined> {
  const words = mail.locked
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
  const until = job.until === null ? words.untilStaff : dateAndTime(Date.parse(job.until))
  return compose(society, {
    to: row.address,
    title: words.titles[job.what],
    at,
    parts: [
      text(words.lead(society.policy.title)),
      {
        kind: 'facts',
        facts: [
          [words.at, dateAndTime(at)],
          [words.until, until],
        ],
      },
      ...whatToDo(job),
      small(mail.everyMail.bookmark),
    ],
  })
}

function whatToDo(job: MailJobOf<'locked'>): Part[] {
  const words = mail.locked
  const behindPassword = job.what === 'secondFactor' || job.what === 'mailCode'
  const parts = job.until === null ? [text(words.askStaff)] : [text(words.mine)]
  if (job.what === 'password') parts.push(...(job.until === null ? [] : [text(words.sooner)]), text(words.otherWays))
  return [...parts, text(behindPassword ? words.notMineWithPassword : words.notMine)]
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
export async function unlockCode(
  tx: Tx,
  society: Society,
  keyring: Keyring,
  { unlockCodeId }: MailJobOf<'unlockCode'>,
  now: Instant,
): Promise<Message | undefined> {
  const words = mail.unlockCode
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
    title: words.title,
    at: row.last_sent_at.getTime(),
    parts: [
      text(words.lead(society.policy.productName)),
      { kind: 'code', code },
      text(words.enter),
      {
        kind: 'facts',
        facts: [
          [words.at, dateAndTime(row.last_sent_at.getTime())],
          [words.expires, mail.everyMail.until(dateAndTime(row.expires_at.getTime()))],
        ],
      },
      small(words.notMine),
    ],
  })
}
