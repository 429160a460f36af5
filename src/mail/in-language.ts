import type { Locale } from '../texts/codes.ts'
import type { MailJob } from './job.ts'
import type { Queue } from './queue.ts'

/**
 * The queue for somebody who reads this language: the mails that their acts cause are written in it. A warning about failed
 * tries is not: who failed may be a stranger, and must not choose words that its reader cannot read. It follows the page
 * only in a browser that says it is the member's own.
 */
export function inLanguage(queue: Queue, locale: Locale, isOwn: (accountId: string) => boolean): Queue {
  // Japanese is what is written where no language is named.
  if (locale === 'ja') return queue
  const spoken = (job: MailJob): MailJob =>
    job.locale || (job.kind === 'locked' && !isOwn(job.accountId)) ? job : { ...job, locale }
  return { ...queue, enqueue: (tx, job) => queue.enqueue(tx, spoken(job)) }
}
