import { type Clock, systemClock } from '../kernel/clock.ts'
import type { Keyring } from '../kernel/keyring.ts'
import type { Society, SocietyDirectory } from '../society/society-directory.ts'
import type { Database } from '../store/database.ts'
import type { MailJob } from './job.ts'
import type { Message } from './message.ts'
import { locked, unlockCode } from './messages/locks.ts'
import { confirmAddress, proveCode } from './messages/mail-code.ts'
import { activated, changed } from './messages/notices.ts'
import { openTransport } from './transport.ts'

export type Mailer = { send(job: MailJob): Promise<void>; close(): void }

/** Turns jobs into mails and sends them. */
export function openMailer(options: {
  database: Database
  keyring: Keyring
  directory: SocietyDirectory
  smtpUrl: string
  clock?: Clock
  /** A mail that the server refused for good. */
  onRefused?: (job: MailJob) => void
}): Mailer {
  const transport = openTransport(options.smtpUrl)
  return {
    async send(job) {
      const message = await writeMessage(options, job)
      if (message && (await transport.deliver(message)) === 'refused') options.onRefused?.(job)
    },
    close: () => transport.close(),
  }
}

/** The mail of a job, from what the database says now; undefined when its reason is gone. */
export async function writeMessage(
  {
    database,
    keyring,
    directory,
    clock = systemClock,
  }: { database: Database; keyring: Keyring; directory: SocietyDirectory; clock?: Clock },
  job: MailJob,
): Promise<Message | undefined> {
  const society = (await directory.all()).find(({ id }) => id === job.societyId)
  if (!society) return undefined
  return database.inSociety(society.id, (tx) => messageOf(job, { tx, society, keyring, now: clock() }))
}

type At = { tx: Parameters<typeof confirmAddress>[0]; society: Society; keyring: Keyring; now: number }

function messageOf(job: MailJob, { tx, society, keyring, now }: At): Promise<Message | undefined> {
  switch (job.kind) {
    case 'confirmAddress':
      return confirmAddress(tx, society, keyring, job, now)
    case 'proveCode':
      return proveCode(tx, society, keyring, job, now)
    case 'activated':
      return activated(tx, society, job, now)
    case 'locked':
      return locked(tx, society, job)
    case 'unlockCode':
      return unlockCode(tx, society, keyring, job, now)
    case 'changed':
      return changed(tx, society, job)
  }
}
