/** Sittings through the write door itself, without pages: for what only the database can show of the invariants. */
import { Secret, TOTP } from 'otpauth'
import type { KnownBrowser } from '../../src/account/known-browser.ts'
import { livingMailCodes, type MailCodePurpose } from '../../src/account/mail-codes.ts'
import { pendingSecret } from '../../src/factor/totp/pending-secret.ts'
import * as door from '../../src/journey/act.ts'
import * as acceptTerms from '../../src/journey/acts/accept-terms.ts'
import * as chooseInstead from '../../src/journey/acts/choose-instead.ts'
import * as chooseMethod from '../../src/journey/acts/choose-method.ts'
import * as confirmMail from '../../src/journey/acts/confirm-mail.ts'
import * as enrolTotp from '../../src/journey/acts/enrol-totp.ts'
import * as matchBirthDate from '../../src/journey/acts/match-birth-date.ts'
import * as openLetter from '../../src/journey/acts/open-letter.ts'
import * as setPassword from '../../src/journey/acts/set-password.ts'
import * as signIn from '../../src/journey/acts/sign-in.ts'
import * as verifyMail from '../../src/journey/acts/verify-mail.ts'
import type { ActResult, Gate, Visitor } from '../../src/journey/handler.ts'
import * as mailLink from '../../src/journey/mail-link.ts'
import * as signOut from '../../src/session/sign-out.ts'
import type { VisitTicket } from '../../src/session/visit-ticket.ts'
import type { Member, World } from './world.ts'

/** The write side, real or spoiled. */
export type Acts = typeof door &
  typeof acceptTerms &
  typeof chooseInstead &
  typeof chooseMethod &
  typeof confirmMail &
  typeof enrolTotp &
  typeof matchBirthDate &
  typeof openLetter &
  typeof setPassword &
  typeof signIn &
  typeof verifyMail &
  typeof mailLink &
  typeof signOut

export const ACT_MODULES = [
  'journey/act',
  'journey/acts/accept-terms',
  'journey/acts/choose-instead',
  'journey/acts/choose-method',
  'journey/acts/confirm-mail',
  'journey/acts/enrol-totp',
  'journey/acts/match-birth-date',
  'journey/acts/open-letter',
  'journey/acts/set-password',
  'journey/acts/sign-in',
  'journey/acts/verify-mail',
  'journey/mail-link',
  'session/sign-out',
] as const

export const realActs: Acts = {
  ...door,
  ...acceptTerms,
  ...chooseInstead,
  ...chooseMethod,
  ...confirmMail,
  ...enrolTotp,
  ...matchBirthDate,
  ...openLetter,
  ...setPassword,
  ...signIn,
  ...verifyMail,
  ...mailLink,
  ...signOut,
}

export const PASSWORD = 'kaki-no-ki 7 hon & ume'

/** One browser of somebody who knows the letter of `member`. */
export class Sitting {
  ticket: VisitTicket | undefined
  known: readonly KnownBrowser[] = []
  /** The token of the page that is open. */
  once = ''
  readonly #acts: Acts
  readonly #world: World
  readonly #member: Member
  readonly gate: Gate

  constructor(acts: Acts, world: World, member: Member, gate: Gate = world.gate) {
    this.#acts = acts
    this.#world = world
    this.#member = member
    this.gate = gate
  }

  async visitor(): Promise<Visitor> {
    const society = await this.#world.society(this.#member.society)
    return { society, ticket: this.ticket, userAgent: undefined, known: this.known, once: this.once }
  }

  async openLetter(change: { temporaryId?: string; code?: string; birthDate?: string } = {}) {
    const { letter, birthDate } = this.#member
    const form = { temporaryId: letter.temporaryId, code: letter.code, birthDate, browser: '', ...change }
    return this.#kept(
      await this.#acts.enter(this.gate, await this.visitor(), 'openLetter', this.#acts.openLetter(this.gate, form)),
    )
  }

  async signIn(userId: string, password: string) {
    const handler = this.#acts.signIn(this.gate, { userId, password, browser: '' })
    return this.#kept(await this.#acts.enter(this.gate, await this.visitor(), 'signIn', handler))
  }

  async acceptTerms() {
    return this.#kept(await this.#acts.act(this.gate, await this.visitor(), 'acceptTerms', this.#acts.acceptTerms(1)))
  }

  async matchBirthDate(birthDate = this.#member.birthDate) {
    const handler = this.#acts.matchBirthDate(this.gate, birthDate)
    return this.#kept(await this.#acts.act(this.gate, await this.visitor(), 'matchBirthDate', handler))
  }

  async confirmMail(address: string) {
    const handler = this.#acts.confirmMail(this.gate, { address, signOutEverywhere: false })
    return this.#kept(await this.#acts.act(this.gate, await this.visitor(), 'confirmMail', handler))
  }

  async verifyMail(code?: string) {
    const handler = this.#acts.verifyMail(this.gate, code ?? (await this.mailedCode('confirm')).code)
    return this.#kept(await this.#acts.act(this.gate, await this.visitor(), 'verifyMail', handler))
  }

  async chooseMethod(userId: string) {
    const handler = this.#acts.chooseMethod({ method: 'totp', userId })
    return this.#kept(await this.#acts.act(this.gate, await this.visitor(), 'chooseMethod', handler))
  }

  /** Where the passkey comes first: the app instead. */
  async chooseApp() {
    const handler = this.#acts.chooseInstead('passkey', 'totp')
    return this.#kept(await this.#acts.act(this.gate, await this.visitor(), 'enrol', handler))
  }

  async setPassword(password = PASSWORD) {
    const handler = this.#acts.setPassword(this.gate, { password, signOutEverywhere: false })
    return this.#kept(await this.#acts.act(this.gate, await this.visitor(), 'setPassword', handler))
  }

  async enrolTotp() {
    const { society, ticket } = await this.visitor()
    const { database, keyring } = this.#world
    const id = ticket?.id ?? ''
    const secret = await database.inSociety(society.id, (tx) =>
      pendingSecret(tx, keyring, society.id, id, this.#world.now),
    )
    const otp = new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: this.#world.now })
    const handler = this.#acts.enrolTotp(this.gate, { otp, deviceName: 'スマホ', signOutEverywhere: false })
    return this.#kept(await this.#acts.act(this.gate, await this.visitor(), 'enrol', handler))
  }

  /** From the letter to the step before the password. */
  async untilPassword(address = 'taro@example.jp') {
    await this.openLetter()
    await this.acceptTerms()
    await this.confirmMail(address)
    const verified = await this.verifyMail()
    return this.#member.society === 'genkan' ? this.chooseApp() : verified
  }

  /** The step that this browser is at. */
  async step(): Promise<string> {
    const result = await this.#acts.act(this.gate, await this.visitor(), 'consent', NOTHING)
    return result.outcome === 'outOfOrder' ? result.step.kind : result.outcome
  }

  /** The code that was mailed to this visit. */
  async mailedCode(purpose: MailCodePurpose): Promise<{ id: string; code: string }> {
    const { society, ticket } = await this.visitor()
    const { database, keyring, now } = this.#world
    return database.inSociety(society.id, async (tx) => {
      const { mail_address_id } = await tx
        .selectFrom('mail_code')
        .select('mail_address_id')
        .where('visit_id', '=', ticket?.id ?? '')
        .orderBy('created_at', 'desc')
        .executeTakeFirstOrThrow()
      const holder = { visitId: ticket?.id ?? '', mailAddressId: mail_address_id, purpose }
      const [living] = await livingMailCodes(tx, society, keyring, holder, now)
      if (!living) throw new Error('no code was mailed to this visit')
      return living
    })
  }

  #kept<Problem>(result: ActResult<Problem>): ActResult<Problem> {
    if (result.outcome === 'done') this.ticket = result.ticket
    if (result.outcome === 'done' && result.known) this.known = [result.known]
    return result
  }
}

const NOTHING = {
  prepare: async () => ({ ok: true as const, value: null }),
  commit: async () => ({ ok: true as const, value: { events: [] } }),
}

/** What came of an act, in a word. */
export function outcome(result: ActResult<{ readonly kind: string }>): string {
  if (result.outcome === 'refused') return `refused: ${result.problem.kind}`
  return result.outcome === 'visitEnded' ? result.outcome : `${result.outcome}: ${result.step.kind}`
}

/** Of every member another one: verified addresses are unique. */
export const addressOf = ({ accountId }: Pick<Member, 'accountId'>, name: string) => `${name}.${accountId}@example.jp`
