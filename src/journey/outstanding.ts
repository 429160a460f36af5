import { living } from './evidence.ts'
import type { Credential, Factor, Facts, MemberFacts, Method } from './facts.ts'
import { bindsItself } from './methods.ts'
import { nextStep, RULE_BOOK, type RuleBook } from './next-step.ts'
import { afterRestore } from './restore.ts'
import type { Step } from './step.ts'

/** No journey is longer; a longer one means that two rules ask in a circle. */
const BOUND = 20

/** What is left to do from here, each step taken to go well: the progress bar. Ends with `done` or `refused`. */
export function outstanding(facts: Facts, book: RuleBook = RULE_BOOK): Step[] {
  const steps: Step[] = []
  let current = facts
  while (steps.length < BOUND) {
    const step = nextStep(current, book)
    steps.push(step)
    if (step.kind === 'done' || step.kind === 'refused' || step.kind === 'signIn') return steps
    current = assumeDone(current, step)
  }
  throw new Error(`the journey does not end: ${steps.map(({ kind }) => kind).join(' → ')}`)
}

/** The facts as they would be had the visitor done this step now, with what follows of itself. */
export function assumeDone(facts: Facts, step: Step): Facts {
  const after = answered(facts, step)
  return bindsItself(after, nextStep(after)) ? withMailMethod(after) : after
}

function answered(facts: Facts, step: Step): Facts {
  const { now } = facts
  switch (step.kind) {
    case 'matchBirthDate':
      return { ...facts, visit: { ...facts.visit, birthDateMatchedAt: now } }
    case 'prove':
      return withProof(facts, step.options[0] as Factor)
    case 'recover':
      return recovered(facts, step)
    case 'restore':
      return restored(facts, step)
    case 'acceptTerms':
      return withMember(facts, { acceptedTerms: step.version })
    case 'confirmMail':
      return withMember(facts, { address: { ...(facts.member?.address ?? newAddress(now)), submittedAt: now } })
    case 'verifyMail':
      return verified(facts)
    case 'chooseMethod':
      return chosen(facts, step.methods[0] as Method, step.userId !== 'none')
    case 'setPassword':
      return bound(facts, 'password', 'password')
    case 'enrol':
      return step.method === 'mailCode' ? withProof(facts, 'mailCode') : enrolled(facts, step.method)
    case 'namePasskey':
      return withMember(facts, { unnamedPasskey: false })
    case 'keepRecoveryPaper':
      return withMember(facts, { recoveryPaper: { issued: true, keptAt: now } })
    case 'consent':
      return { ...facts, demand: { ...facts.demand, consent: 'none' } }
    default:
      return facts
  }
}

function restored(facts: Facts, { by }: Extract<Step, { kind: 'restore' }>): Facts {
  return facts.member ? { ...facts, member: afterRestore(facts, facts.member, by) } : facts
}

function recovered(facts: Facts, { rung, replaces }: Extract<Step, { kind: 'recover' }>): Facts {
  const setsAside = Object.fromEntries(replaces.map((factor) => [factor, facts.now]))
  const all = { ...facts.recovery?.setsAside, ...setsAside }
  const recovery = { rung, grantedAt: facts.now, grantedInVisit: true, setsAside: all }
  // A freeze is only here where a letter lifts it.
  return { ...withMember(facts, facts.member?.freeze ? { standing: 'eligible', freeze: null } : {}), recovery }
}

function withMember(facts: Facts, change: Partial<MemberFacts>): Facts {
  return facts.member ? { ...facts, member: { ...facts.member, ...change } } : facts
}

function withProof(facts: Facts, factor: Factor): Facts {
  // Of several devices the one that was shown longest ago: each may add a kind of its own.
  const shownAt = ({ id }: Credential) => facts.proofs.findLast(({ credentialId }) => credentialId === id)?.at ?? 0
  const [owned] = living(facts)
    .filter((credential) => credential.factor === factor && !credential.boundInVisit)
    .toSorted((one, other) => shownAt(one) - shownAt(other))
  const credentialId = owned?.id ?? (factor === 'mailCode' ? (facts.member?.address?.id ?? null) : null)
  const others = facts.proofs.filter((proof) => proof.factor !== factor || proof.credentialId !== credentialId)
  return { ...facts, proofs: [...others, { factor, credentialId, at: facts.now }] }
}

function verified(facts: Facts): Facts {
  const address = facts.member?.address
  if (!address) return facts
  const known = withMember(facts, { address: { ...address, verifiedAt: facts.now, verifiedInVisit: true } })
  return withProof(known, 'mailCode')
}

function chosen(facts: Facts, method: Method, withUserId: boolean): Facts {
  return withMember(facts, {
    chosenMethod: method,
    hasLastingId: (facts.member?.hasLastingId ?? false) || withUserId,
  })
}

/** What was enrolled is the method from then on, also where it was not chosen on a page of its own. */
function enrolled(facts: Facts, method: 'passkey' | 'totp'): Facts {
  const next = bound(facts, method, 'new')
  const unnamedPasskey = method === 'passkey' ? facts.policy.passkeyName === 'asked' : facts.member?.unnamedPasskey
  return withMember(next, {
    chosenMethod: method,
    unnamedPasskey: unnamedPasskey ?? false,
  })
}

/** Binding mailed codes shows nothing that was not shown before. */
function withMailMethod(facts: Facts): Facts {
  const { proofs } = facts
  const next = bound(facts, 'mailCode', facts.member?.address?.id ?? 'new')
  return { ...withMember(next, { chosenMethod: 'mailCode' }), proofs }
}

function bound(facts: Facts, factor: Credential['factor'], id: string): Facts {
  const credential: Credential = { id, factor, boundAt: facts.now, boundInVisit: true, roots: null }
  const credentials = [...(facts.member?.credentials ?? []).filter((owned) => owned.factor !== factor), credential]
  const next = withMember(facts, { credentials })
  return { ...next, proofs: [...next.proofs, { factor, credentialId: id, at: facts.now }] }
}

function newAddress(now: number): NonNullable<MemberFacts['address']> {
  return {
    id: 'new',
    onFileAt: now,
    fromFile: false,
    submittedAt: null,
    verifiedAt: null,
    verifiedInVisit: false,
    roots: null,
  }
}
