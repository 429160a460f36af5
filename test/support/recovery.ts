import { minutes } from '../../src/kernel/clock.ts'
import type { MailJobOf } from '../../src/mail/job.ts'
import { linkToken } from '../../src/mail/mail-code-secret.ts'
import type { Browser } from './browser.ts'
import type { World } from './world.ts'

/** Asks for the link by パスワードを忘れた方はこちら. */
export async function askReset(browser: Browser, userId: string): Promise<void> {
  await browser.open('/forgot-password')
  await browser.submit({ userId })
}

/** The path of the link in the newest mail of that kind, whether the mail goes out or not. */
export function resetPath(world: World): string {
  const job = world.jobs.findLast((one): one is MailJobOf<'reset'> => one.kind === 'reset')
  if (!job) throw new Error('no mail was asked for')
  return `/reset/${linkToken(world.keyring, job.societyId, job.requestId, 'reset')}`
}

/** Asks for the link, opens it and presses its button. */
export async function redeem(world: World, browser: Browser, userId: string): Promise<void> {
  await askReset(browser, userId)
  await browser.open(resetPath(world))
  await browser.submit({})
}

/** Password forgotten and phone lost: the mailbox is open, and the page asks for what is on paper. */
export async function loseAllButTheMailbox(world: World, society: string, userId: string): Promise<Browser> {
  world.pass(minutes(31))
  const browser = await world.browser(society)
  await redeem(world, browser, userId)
  await browser.open('/lost')
  await browser.submit({ lost: 'totp' })
  return browser
}
