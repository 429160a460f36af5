import { record } from '../audit/events.ts'
import { type Clock, type Instant, systemClock } from '../kernel/clock.ts'
import type { Keyring } from '../kernel/keyring.ts'
import type { SocietyDirectory } from '../society/society-directory.ts'
import type { Database, Tx } from '../store/database.ts'
import type { MailJob } from './job.ts'
import type { Message } from './message.ts'
import { invitation } from './messages/invitation.ts'
import { locked, unlockCode } from './messages/locks.ts'
import { confirmAddress, type Desk, proveCode } from './messages/mail-code.ts'
import { frozenMember } from './messages/not-me.ts'
import { activated, changed } from './messages/notices.ts'
import { recovered, resetLink, userIdMail } from './messages/recovery.ts'
import { openTransport, type TransportOptions } from './transport.ts'

export type Mailer = {
  /**
   * Writes the mail of a job from what the database says now, and sends it; nothing where its reason is gone. A mail that
   * the server refuses for good becomes part of the history. Throws what a later attempt may mend.
   * @param queuedAt when the fact happened that the mail tells about (now)
   */
  send(job: MailJob, queuedAt?: Instant): Promise<void>
  close(): void
}

export type MailerOptions = TransportOptions & {
  readonly database: Database
  readonly keyring: Keyring
  readonly directory: SocietyDirectory
  readonly smtpUrl: string
  readonly clock?: Clock
}

/** Turns jobs into mails and sends them. Throws a sentence when `smtpUrl` is no address of a mail server. */
export function openMailer(options: MailerOptions): Mailer {
  const { database, clock = systemClock } = options
  const transport = openTransport(options.smtpUrl, options)
  return {
    async send(job, queuedAt = clock()) {
      const message = await writeMessage({ ...options, clock }, job, queuedAt)
      const delivery = message && (await transport.deliver(message))
      if (delivery?.outcome !== 'refused') return
      await database.inSociety(job.societyId, (tx) => recordRefusal(tx, job, delivery.code, clock()))
    },
    close: () => transport.close(),
  }
}

/** The mail of a job, from what the database says now; undefined when its reason is gone. */
export async function writeMessage(
  { database, keyring, directory, clock }: Pick<MailerOptions, 'database' | 'keyring' | 'directory'> & { clock: Clock },
  job: MailJob,
  queuedAt: Instant = clock(),
): Promise<Message | undefined> {
  const society = (await directory.all()).find(({ id }) => id === job.societyId)
  if (!society) return undefined
  return database.inSociety(society.id, async (tx) => {
    const desk = { tx, society, keyring, now: clock() }
    return messageOf(await inLanguage(tx, job), desk, queuedAt)
  })
}

/** PRF-02: what names no language is written in the one that its reader has chosen for the account. */
async function inLanguage(tx: Tx, job: MailJob): Promise<MailJob> {
  if (job.locale !== undefined) return job
  const accountId = await readerOf(tx, job)
  const row = accountId
    ? await tx
        .selectFrom('account')
        .select('language')
        .where('society_id', '=', job.societyId)
        .where('id', '=', accountId)
        .executeTakeFirst()
    : undefined
  return row?.language ? { ...job, locale: row.language } : job
}

async function readerOf(tx: Tx, job: MailJob): Promise<string | null> {
  if (job.kind === 'frozenMember') return null
  if ('accountId' in job) return job.accountId
  if ('mailCodeId' in job) return (await ownerOf(tx, job)).accountId
  if (!('unlockCodeId' in job)) return null
  const row = await tx
    .selectFrom('unlock_code')
    .select('account_id')
    .where('society_id', '=', job.societyId)
    .where('id', '=', job.unlockCodeId)
    .executeTakeFirst()
  return row?.account_id ?? null
}

function messageOf(job: MailJob, desk: Desk, queuedAt: Instant): Promise<Message | undefined> {
  switch (job.kind) {
    case 'confirmAddress':
      return confirmAddress(desk, job)
    case 'proveCode':
      return proveCode(desk, job)
    case 'invitation':
      return invitation(desk, job)
    case 'activated':
      return activated(desk, job, queuedAt)
    case 'locked':
      return locked(desk, job)
    case 'unlockCode':
      return unlockCode(desk, job)
    case 'reset':
      return resetLink(desk, job)
    case 'userId':
      return userIdMail(desk, job)
    case 'recovered':
      return recovered(desk, job)
    case 'changed':
      return changed(desk, job)
    case 'frozenMember':
      return frozenMember(desk, job)
  }
}

/** Which kind of mail to whom, and the server's number for why; never the address. */
async function recordRefusal(tx: Tx, job: MailJob, code: number, at: Instant): Promise<void> {
  const about = 'accountId' in job ? { accountId: job.accountId } : 'mailCodeId' in job ? await ownerOf(tx, job) : {}
  await record(tx, job.societyId, at, [
    { name: 'mail.refused', actor: 'system', ...about, detail: { kind: job.kind, code } },
  ])
}

async function ownerOf(tx: Tx, { societyId, mailCodeId }: Extract<MailJob, { mailCodeId: string }>) {
  const row = await tx
    .selectFrom('mail_code')
    .select(['account_id', 'visit_id'])
    .where('society_id', '=', societyId)
    .where('id', '=', mailCodeId)
    .executeTakeFirst()
  return { accountId: row?.account_id ?? null, visitId: row?.visit_id ?? null }
}
