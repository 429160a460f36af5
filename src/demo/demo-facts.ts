import { claimIdentifier } from '../account/find-identifier.ts'
import { issueInvitation } from '../account/invitations.ts'
import { type IssuedLetter, issueLetter, spendLetters } from '../account/letters.ts'
import { addressKey } from '../account/mail-address-rule.ts'
import { enrolMailCode } from '../factor/mail-code/enrol.ts'
import { sealSecret } from '../factor/totp/sealed-secret.ts'
import { newTotpSecret } from '../factor/totp/secret.ts'
import { days, type Instant } from '../kernel/clock.ts'
import type { Keyring } from '../kernel/keyring.ts'
import { invitationToken } from '../mail/mail-code-secret.ts'
import type { Society } from '../society/society-directory.ts'
import type { Tx } from '../store/database.ts'
import { paths } from '../web/views/paths.ts'
import type { DemoPerson, DemoState } from './people.ts'

/** What only the demo may know in clear. */
export type DemoSecrets = {
  readonly letter: Pick<IssuedLetter, 'temporaryId' | 'code' | 'recoveryNumber' | 'expiresAt'> | null
  readonly password: string | null
  readonly totpSecret: string | null
  /** The path of the link in the invitation mail. */
  readonly invitation?: string
}

/** `passwordHash` is of the one password that all of them have. */
export type DemoTools = { readonly keyring: Keyring; readonly passwordHash: string; readonly now: Instant }

/** Nobody's real password; it passes the rule of every society. */
export const DEMO_PASSWORD = 'kawaberi-no-Akari27'

const ACTIVE: readonly DemoState[] = [
  'active',
  'activeTwoDevices',
  'activeMailCode',
  'activeSeveral',
  'letterUsed',
  'qualificationEnded',
  'mailUnverified',
  'methodWaiting',
  'methodOverdue',
]

/** Puts a member into its state with the same facts that acts write. */
export async function putIntoState(
  tx: Tx,
  tools: DemoTools,
  society: Society,
  accountId: string,
  person: DemoPerson,
): Promise<DemoSecrets> {
  const { state } = person
  const nothing = { letter: null, password: null, totpSecret: null }
  if (state === 'moved' || state === 'movedWithoutMail')
    return { ...nothing, password: `${person.symbol}${person.number}${person.birthDate.replaceAll('-', '')}` }
  if (state === 'invited') return { ...nothing, invitation: await invite(tx, tools, society, accountId) }
  const issuedAt = tools.now - (state === 'letterExpired' ? days(society.policy.lifetimes.letterDays + 5) : days(3))
  const letter = await issueLetter(tx, society, tools.keyring, accountId, issuedAt)
  if (state === 'interrupted') await interrupt(tx, tools, society, accountId, person)
  if (!ACTIVE.includes(state)) return { letter, password: null, totpSecret: null }
  if (state === 'methodWaiting' || state === 'methodOverdue')
    return waitForMethod(tx, tools, society, accountId, person)
  await interrupt(tx, tools, society, accountId, person)
  await setPassword(tx, tools, society.id, accountId, tools.now - days(2))
  const byMail = state === 'activeMailCode' || state === 'activeSeveral'
  if (byMail) await enrolMailCode(tx, { societyId: society.id, accountId }, null, tools.now - days(2))
  const totpSecret = state === 'activeMailCode' ? null : await bindApp(tx, tools, society.id, accountId, 'iPhone')
  if (state === 'activeTwoDevices') await bindApp(tx, tools, society.id, accountId, '会社のパソコン')
  await spendLetters(tx, society.id, accountId, tools.now - days(2))
  if (society.policy.recoveryPaper === 'letter') await keepPaper(tx, tools, society.id, accountId)
  return { letter: state === 'letterUsed' ? letter : null, password: DEMO_PASSWORD, totpSecret }
}

async function invite(tx: Tx, tools: DemoTools, society: Society, accountId: string): Promise<string> {
  const { id } = await tx
    .selectFrom('mail_address')
    .select('id')
    .where('society_id', '=', society.id)
    .where('account_id', '=', accountId)
    .executeTakeFirstOrThrow()
  const letterId = await issueInvitation(tx, society, tools.keyring, { accountId, mailAddressId: id }, tools.now)
  return `${paths.invitation}/${invitationToken(tools.keyring, society.id, letterId)}`
}

/** Everything but the method, which was chosen; the password was set two days ago, or too long ago to go on without paper. */
async function waitForMethod(
  tx: Tx,
  tools: DemoTools,
  society: Society,
  accountId: string,
  person: DemoPerson,
): Promise<DemoSecrets> {
  const at = tools.now - days(person.state === 'methodOverdue' ? 20 : 2)
  const { methods, enrolment } = society.policy
  const method = methods.find((offer) => enrolment[offer.method] === 'nextSignIn')?.method ?? 'totp'
  await interrupt(tx, tools, society, accountId, person)
  await setPassword(tx, tools, society.id, accountId, at)
  await tx
    .insertInto('method_choice')
    .values({ society_id: society.id, account_id: accountId, method, chosen_at: new Date(at) })
    .execute()
  await spendLetters(tx, society.id, accountId, tools.now - days(2))
  return { letter: null, password: DEMO_PASSWORD, totpSecret: null }
}

/** Terms accepted and address verified, two days ago; where it is verified afterwards, one may have put that off. */
async function interrupt(
  tx: Tx,
  tools: DemoTools,
  society: Society,
  accountId: string,
  person: DemoPerson,
): Promise<void> {
  const at = new Date(tools.now - days(2))
  const terms = await tx
    .selectFrom('terms')
    .select('version')
    .where('effective_at', '<=', new Date(tools.now))
    .execute()
  for (const { version } of terms) {
    await tx
      .insertInto('terms_acceptance')
      .values({ society_id: society.id, account_id: accountId, version, accepted_at: at })
      .execute()
  }
  const isVerified = person.state !== 'mailUnverified'
  if (isVerified)
    await claimIdentifier(tx, { societyId: society.id, value: addressKey(person.mail), accountId, kind: 'mail' })
  await tx
    .updateTable('mail_address')
    .set({ submitted_at: at, verified_at: isVerified ? at : null })
    .where('society_id', '=', society.id)
    .where('account_id', '=', accountId)
    .execute()
}

async function setPassword(tx: Tx, tools: DemoTools, societyId: number, accountId: string, at: Instant): Promise<void> {
  await tx
    .insertInto('password')
    .values({ society_id: societyId, account_id: accountId, hash: tools.passwordHash, set_at: new Date(at) })
    .execute()
}

async function bindApp(tx: Tx, tools: DemoTools, societyId: number, accountId: string, name: string): Promise<string> {
  const secret = newTotpSecret()
  const id = crypto.randomUUID()
  const at = new Date(tools.now - days(2))
  await tx
    .insertInto('totp_device')
    .values({
      society_id: societyId,
      id,
      account_id: accountId,
      name,
      secret_sealed: sealSecret(tools.keyring, { societyId, accountId, id }, secret),
      last_step: 0,
      created_at: name === 'iPhone' ? at : new Date(at.getTime() + 1000),
    })
    .execute()
  await tx
    .insertInto('method_choice')
    .values({ society_id: societyId, account_id: accountId, method: 'totp', chosen_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return secret
}

async function keepPaper(tx: Tx, tools: DemoTools, societyId: number, accountId: string): Promise<void> {
  await tx
    .updateTable('account')
    .set({ recovery_paper_kept_at: new Date(tools.now - days(2)) })
    .where('society_id', '=', societyId)
    .where('id', '=', accountId)
    .execute()
}
