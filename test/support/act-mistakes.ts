/** Deliberate mistakes in the write side, one line each, for the invariants that the database shows. */
import { type Mistake, withSpoiledCopy } from './planted-mistakes.ts'
import { ACT_MODULES, type Acts } from './sitting.ts'

// biome-ignore format: a table
export const actMistakes: readonly Mistake[] = [
  { invariant: 1, name: 'an unknown ID is answered without hashing', file: 'src/journey/acts/sign-in.ts',
    find: 'const verified = await gate.hasher.verify(', replace: 'const verified = tried.hash === null ? ok(false) : await gate.hasher.verify(' },
  { invariant: 1, name: 'an unknown ID is never locked', file: 'src/journey/acts/sign-in.ts',
    find: 'takeAttempt(tx, attempt, secretMac, now, { ...options, release }),', replace: 'found ? takeAttempt(tx, attempt, secretMac, now, { ...options, release }) : ((none) => ({ allowed: true, before: none, state: none }))({ failures: 0 }),' },
  { invariant: 1, name: 'a wrong birth date is told apart', file: 'src/journey/acts/open-letter.ts',
    find: 'if (!accountId || !letter ||', replace: "if (person && !equal(person.birthDate, form.birthDate)) return err({ kind: 'used', at: null })\n      if (!accountId || !letter ||" },
  { invariant: 8, name: 'a form is taken out of its turn', file: 'src/journey/act.ts',
    find: 'if (!answers(step, kind))', replace: 'if (now < 0)' },
  { invariant: 8, name: 'a lost answer is given to whoever has the old cookie', file: 'src/session/handover.ts',
    find: 'return once && sealed !== null\n    ? keyring.unseal(\'visit-handover\', sealed, [visit.societyId, visit.id, once])', replace: 'return sealed !== null\n    ? sealed' },
  { invariant: 8, name: 'a lost answer is given again after it has arrived', file: 'src/journey/find-visit.ts',
    find: "if (recognised === 'current' && situation.visit.handover !== null)", replace: 'if (now < 0)' },
  { invariant: 8, name: 'a half-signed-in visit never dies', file: 'src/journey/find-visit.ts',
    find: 'if (hasExpired(', replace: 'if (now < 0 && hasExpired(' },
  { invariant: 8, name: 'a new password leaves other visits alone', file: 'src/journey/acts/set-password.ts',
    find: 'binds: true,', replace: '' },
  { invariant: 8, name: 'another address leaves other visits alone', file: 'src/journey/acts/confirm-mail.ts',
    find: 'binds: true,', replace: '' },
  { invariant: 8, name: 'a new device leaves other visits alone', file: 'src/journey/acts/enrol-totp.ts',
    find: 'binds: true,', replace: '' },
  { invariant: 10, name: 'the password does not spend the letter', file: 'src/journey/acts/set-password.ts',
    find: 'const letters = await spendLetters(tx, society.id, accountId, now)', replace: 'const letters = 0' },
  { invariant: 10, name: 'newer letters survive', file: 'src/account/letters.ts',
    find: "set({ spent_at: new Date(now) })", replace: "set({ spent_at: new Date(now) }).where('issued_at', '<=', new Date(now - days(2)))" },
  { invariant: 11, name: 'birth dates are counted per visit', file: 'src/journey/acts/match-birth-date.ts',
    find: "kind: 'birthDate' as const, subject: situation.account.id", replace: "kind: 'birthDate' as const, subject: situation.visit.id" },
  { invariant: 11, name: 'codes are counted per visit', file: 'src/journey/acts/verify-mail.ts',
    find: "kind: 'mailCode' as const, subject: payer.subject", replace: "kind: 'mailCode' as const, subject: situation.visit.id" },
  { invariant: 11, name: 'a known browser pays from the budget of strangers', file: 'src/journey/budget-owner.ts',
    find: 'return browser\n', replace: 'return browser && now < 0\n' },
  { invariant: 11, name: 'a success in a known browser opens the lock for everybody', file: 'src/journey/acts/sign-in.ts',
    find: "await clearAttempts(tx, { societyId: society.id, kind, subject, owner })", replace: "await clearAttempts(tx, { societyId: society.id, kind, subject: typedSubject(gate.keyring, society.id, key) })" },
  { invariant: 12, name: 'a link proves the mailbox to the visit that waits', file: 'src/journey/mail-link.ts',
    find: 'const asking = ', replace: "await tx.insertInto('proof').values({ society_id: society.id, visit_id: link.address.visitId, factor: 'mailCode', credential_id: link.address.id, proven_at: new Date(now) }).execute()\n    const asking = " },
  { invariant: 12, name: 'a link to another address still verifies', file: 'src/journey/mail-link.ts',
    find: 'const current = row.removed_at === null && row.submitted_at !== null', replace: 'const current = true' },
  { invariant: 12, name: 'an address verified by link counts as old', file: 'src/journey/acts/verify-mail.ts',
    find: 'verified_visit_id: address.visitId', replace: 'verified_visit_id: null' },
  { invariant: 13, name: 'signing out needs the newest cookie', file: 'src/session/sign-out.ts',
    find: " || equal(digest, visit.previous_digest ?? '')", replace: '' },
  { invariant: 13, name: 'anybody signs anybody out', file: 'src/session/sign-out.ts',
    find: 'const own = visit && ', replace: 'const own = visit || ' },
]

/** The write side with one mistake in it, on the same database. */
export function withSpoiledActs(mistake: Mistake, use: (spoiled: Acts) => Promise<void>): Promise<void> {
  return withSpoiledCopy(mistake, ['src'], async (load) => {
    await use(Object.assign({}, ...(await Promise.all(ACT_MODULES.map(load)))))
  })
}
