/**
 * Deliberate mistakes in the pure modules, one line each. An invariant that does not catch the mistakes planted for it
 * shows nothing; a mistake whose line is gone must be planted anew.
 */
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Journey } from './journey-modules.ts'

export type Mistake = {
  readonly name: string
  readonly invariant: number
  readonly file: string
  readonly find: string
  readonly replace: string
}

const plant = (invariant: number, file: string, name: string, find: string, replace: string): Mistake => {
  return { invariant, file, name, find, replace }
}

const rules = 'src/journey/rules.ts'
const evidence = 'src/journey/evidence.ts'
const recovery = 'src/journey/recovery.ts'
const freeze = 'src/journey/restore.ts'
const decision = 'src/journey/next-step.ts'
const methods = 'src/journey/methods.ts'
const attempts = 'src/account/attempts.ts'

// biome-ignore format: a table
export const plantedMistakes: readonly Mistake[] = [
  plant(1, rules, 'a known browser is told more', "member ? undefined : { kind: 'signIn' }", "member ? undefined : { kind: 'openLetter' as never }"),
  plant(2, decision, 'nobody is asked for the factors of the account', '  rules.proveOwned,\n', ''),
  plant(2, decision, 'the factors are asked after the sitting', '  rules.proveOwned,\n  rules.resume,\n', '  rules.resume,\n'),
  plant(2, rules, 'one factor is enough', 'if (enough && plain(proven) >= plain(owned)) return undefined', 'if (proven.length > 0) return undefined'),
  plant(2, rules, 'the mail method is forgotten', 'const owned = living(facts).filter(({ boundInVisit }) => !boundInVisit)\n  const shown', "const owned = living(facts).filter(({ boundInVisit, factor }) => !boundInVisit && factor !== 'mailCode')\n  const shown"),
  plant(2, evidence, 'any letter sets living factors aside', 'letter.mailAddressId !== null || kept.some(isMethod)) return kept', 'letter.mailAddressId !== null) return kept'),
  plant(3, decision, 'a password alone goes on with the sitting', '  rules.resume,\n', ''),
  plant(3, rules, 'an interrupted sitting goes on with any letter', 'if (!password && !visit.letter) return abandoned', 'if (!password) return abandoned'),
  plant(3, rules, 'a password without a mailbox goes on', 'return password ? letterNeeded : undefined', 'return undefined'),
  plant(3, rules, 'a password waits for ever', 'facts.now - since > ENROL_LATER_WITHIN', 'facts.now - since > 100 * ENROL_LATER_WITHIN'),
  plant(3, evidence, 'one mailbox becomes two kinds', 'return roots?.length === 1 ? roots : KINDS[factor]', 'return KINDS[factor]'),
  plant(3, decision, 'the computed password needs no mailbox', '  rules.showMailboxFirst,\n', ''),
  plant(3, rules, 'a link clicked by the member opens the sitting of whoever typed the computed password', "if (address?.verifiedAt != null) return { kind: 'prove', options: ['mailCode'], reason: 'resume' }\n  if (policy", 'if (address?.verifiedAt != null) return undefined\n  if (policy'),
  plant(4, evidence, 'an invitation counts as paper', 'return letter.mailAddressId === null ? KINDS.letter : KINDS.mailCode', 'return KINDS.letter'),
  plant(3, evidence, 'roots are never stored', 'const founding = !isFounded(facts) || isFoundingVisit(facts)\n', 'const founding = true\n'),
  plant(2, recovery, 'saying that something is lost sets it aside', 'if (enough) return lost.length > 0', 'if (lost.length > 0) return lost.length > 0'),
  plant(2, recovery, 'one kind recovers', "const enough = levelOf(shownKinds(facts, 'demand')) >= FLOOR", "const enough = levelOf(shownKinds(facts, 'demand')) >= 1"),
  plant(3, recovery, 'the direct way is open everywhere', "if (!offers(facts, 'direct') || !appOnly", 'if (!appOnly'),
  plant(3, evidence, 'what a mailbox recovered founds anew', 'return founding && !isRecovered(facts) ? null', 'return founding ? null'),
  plant(3, evidence, 'paper recovers without the mailbox', " && kinds('demand').includes('mailbox')", ''),
  plant(6, recovery, 'who has nothing left is asked for nothing', "return options.length > 0 ? { kind: 'prove', options, reason: 'recovery' } : letterNeeded", "return { kind: 'prove', options, reason: 'recovery' }"),
  plant(7, recovery, 'what was set aside is asked about again', 'return lost.length > 0 ? { kind: \'recover\', rung: \'twoKinds\', replaces: factorsOf(lost) } : undefined', 'return { kind: \'recover\', rung: \'twoKinds\', replaces: factorsOf(lost) }'),
  plant(4, evidence, 'an address verified here meets a demand', '(address.verifiedAt !== null && !address.verifiedInVisit)', 'address.verifiedAt !== null'),
  plant(4, evidence, 'an address typed after the letter counts as on file', 'letter !== null && address.onFileAt < letter.issuedAt && ', 'letter !== null && '),
  plant(4, evidence, 'a device bound here meets a demand', "const founds = counting === 'floor' && ", 'const founds = '),
  plant(4, evidence, 'a device added later meets the floor', ' && isFoundingVisit(facts)\n  return founds', '\n  return founds'),
  plant(4, evidence, 'new things become roots', "[...shownKinds(facts, 'demand')].sort()", "[...shownKinds(facts, 'floor'), ...facts.member!.credentials.flatMap(worth)].sort()"),
  plant(5, decision, 'nobody looks at the floor', '  rules.meetFloor,\n', ''),
  plant(5, decision, 'nobody looks at the demand', '  rules.meetDemand,\n', ''),
  plant(5, evidence, 'old proofs count', 'maxAge === null || facts.now - proof.at <= maxAge', 'maxAge === null || facts.now - proof.at <= 100 * maxAge'),
  plant(5, rules, 'the weakest factor proves freshness', "Math.max(level === 'own' ? floorOf(facts) : level, Math.min(ownLevel(facts), FLOOR))", "Math.max(level === 'own' ? 1 : level, 1)"),
  plant(5, rules, 'behind one mailbox one factor is enough for changes', 'return plain(shown) >= plain(living(facts)) ?', 'return shown.length > 0 ?'),
  plant(5, rules, 'what came back here changes things here', 'owned.boundInVisit ? fresh.proofs.some((proof) => replacedHere(proof, owned)) : isProven(owned, fresh.proofs)', 'isProven(owned, fresh.proofs)'),
  plant(5, rules, 'behind one mailbox changes ask for nothing fresh', 'const fresh = withFreshProofs(facts, facts.demand.maxAge)\n  const plain', 'const fresh = facts\n  const plain'),
  plant(5, evidence, 'fewer proofs show more', 'return Math.min(kinds.size, 2) as Level', 'return (kinds.size > 2 ? 1 : kinds.size) as Level'),
  plant(5, evidence, 'the password before this one still counts', 'return proof.at >= credential.boundAt || credential.boundInVisit', 'return true'),
  plant(5, rules, 'the portal with locked services answers any demand', 'later ? waitForMethod(facts)', "later ? { kind: 'done', portal: 'servicesLocked' }"),
  plant(5, rules, 'a consent is forgotten while services are locked', "if (facts.demand.consent === 'needed') return SIGN_IN_AGAIN", ''),
  plant(6, rules, 'an empty list of methods', "if (methods.length === 0) return { kind: 'refused', reason: 'letterNeeded', exits: ['contact'] }", 'if (methods.length > 9) return letterNeeded'),
  plant(6, rules, 'an empty list of factors', 'if (options.length === 0) return', 'if (options.length > 9) return'),
  plant(6, 'src/journey/restore.ts', 'a refusal without a way out', "exits: ['letter', 'contact'] }", 'exits: [] }'),
  plant(6, rules, 'a new letter still asks for the lost mailbox', ' && !isSetAside(address, facts)\n', '\n'),
  plant(6, evidence, 'a new letter still asks for the lost password', 'return kept.filter(({ boundAt, boundInVisit }) => boundInVisit || boundAt >= letter.issuedAt)', 'return kept'),
  plant(6, rules, 'whoever typed a wrong address cannot correct it', 'at != null && at >= visit.startedAt', 'at != null'),
  plant(7, rules, 'accepted terms are asked again', 'member && member.acceptedTerms < terms ?', 'member && member.acceptedTerms <= terms ?'),
  plant(7, rules, 'the paper is asked for again and again', 'return member.recoveryPaper.keptAt === null ?', 'return member.recoveryPaper.issued ?'),
  plant(7, rules, 'a device that exists is enrolled again', 'if (!method || living(facts).some(({ factor }) => factor === method)) return undefined', 'if (!method) return undefined'),
  plant(7, rules, 'what was proven is asked again', '!credential.boundInVisit && !isProven(credential, facts.proofs))', '!credential.boundInVisit)'),
  plant(7, methods, 'mailed codes are offered to whoever has no mailbox', "method !== 'mailCode' || hasMailbox", 'true || hasMailbox'),
  plant(7, methods, 'a mailed code that was typed binds nothing', 'return shown || address.verifiedInVisit', 'return false'),
  plant(8, 'src/journey/step.ts', 'a form is taken out of its turn', 'return step.kind === act || ', "return step.kind === act || act === 'setPassword' || "),
  plant(8, 'src/journey/step.ts', 'a letter is opened inside a visit', '(ALSO[step.kind] ?? []).includes(act)', "act === 'openLetter'"),
  plant(9, methods, 'a withdrawn method strands its owners', "(factor): factor is Method => factor !== 'password'", "(factor): factor is Method => factor !== 'password' && offered.includes(factor)"),
  plant(9, methods, 'a withdrawn method is enrolled', '(owned.includes(member.chosenMethod) || offered.includes(member.chosenMethod))', 'offered'),
  plant(9, methods, 'a method is offered before its day', 'from === null || ', 'true || '),
  plant(9, evidence, 'a method that is not offered is worth nothing', 'export function ownLevel(facts: Facts): Level {\n', 'export function ownLevel(facts: Facts): Level {\n  if (facts.policy.methods.length === 1) return 1\n'),
  plant(10, rules, 'an address that an older letter typed is taken over', 'at != null && at >= visit.startedAt', 'at != null'),
  plant(10, rules, 'an address that an older letter verified is taken over', 'address?.verifiedAt != null && !isSetAside(address, facts)', 'address?.verifiedAt != null'),
  plant(11, attempts, 'the same secret counts every time', 'if (before.lastWrong === secretMac) return { allowed: true, before, state: before }', ''),
  plant(11, attempts, 'time lowers the count', 'const failures = before.failures + 1', 'const failures = (before.lockedUntil !== null && before.lockedUntil < now ? 0 : before.failures) + 1'),
  plant(11, attempts, 'the pause does not grow', 'FIRST_PAUSE * 2 ** Math.min(beyond, 10)', 'FIRST_PAUSE'),
  plant(12, evidence, 'a link shows the mailbox', 'new Set(kinds(counting))', 'new Set([...kinds(counting), ...(facts.member?.address?.verifiedAt ? KINDS.mailCode : [])])'),
  plant(13, decision, 'the door opens before the freeze is looked at', '  rules.refuse,\n', ''),
  plant(13, decision, 'a frozen account opens', '  restore,\n', ''),
  plant(13, freeze, 'one kind lifts a freeze', 'if (levelOf(new Set(shown)) >= FLOOR)', 'if (levelOf(new Set(shown)) >= 1)'),
  plant(13, freeze, 'a stranger lifts it with what they bound', '!boundInVisit && boundAt < since', '!boundInVisit && (boundAt < since || true)'),
  plant(13, freeze, 'an older letter lifts it', ' && letter.issuedAt >= since', ''),
  plant(13, freeze, 'an invitation lifts it', ' && letter.mailAddressId === null', ''),
]

const COPIED = [
  'src/journey',
  'src/account/attempts.ts',
  'src/account/failure-streak.ts',
  'src/kernel/clock.ts',
  'src/store/pipeline.ts',
]
const LOADED = [
  'account/attempts',
  'journey/evidence',
  'journey/methods',
  'journey/next-step',
  'journey/outstanding',
  'journey/restore',
  'journey/step',
]

/** The modules with one mistake in them, for as long as `use` takes. */
export function withMistake<T>(mistake: Mistake, use: (spoiled: Journey) => T): Promise<T> {
  return withSpoiledCopy(mistake, COPIED, async (load) =>
    use(Object.assign({}, ...(await Promise.all(LOADED.map(load))))),
  )
}

/** A copy of these paths with one mistake in it, for as long as `use` takes; `load` imports a module of it by its path below src. */
export async function withSpoiledCopy<T>(
  mistake: Pick<Mistake, 'name' | 'file' | 'find' | 'replace'>,
  paths: readonly string[],
  use: (load: (name: string) => Promise<unknown>) => Promise<T>,
): Promise<T> {
  const root = join(import.meta.dirname, '../..')
  const copy = await mkdtemp(join(tmpdir(), 'genkan-mistake-'))
  try {
    for (const path of paths) {
      await mkdir(dirname(join(copy, path)), { recursive: true })
      await cp(join(root, path), join(copy, path), { recursive: true })
    }
    await symlink(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction')
    await writeFile(join(copy, 'package.json'), '{"type":"module"}')
    await spoil(join(copy, mistake.file), mistake)
    return await use((name) => import(pathToFileURL(join(copy, 'src', `${name}.ts`)).href))
  } finally {
    await rm(copy, { recursive: true, force: true })
  }
}

/** Plants the mistake in a copy of its file. */
async function spoil(file: string, { name, find, replace }: Pick<Mistake, 'name' | 'find' | 'replace'>): Promise<void> {
  const source = await readFile(file, 'utf8')
  if (!source.includes(find)) throw new Error(`"${name}" has no place any more: ${find}`)
  await writeFile(
    file,
    source.replace(find, () => replace),
  )
}
