import { beginner } from '../src/journey/beginner.ts'
import type { Credential, Facts, MemberFacts, Method, Proof } from '../src/journey/facts.ts'
import { PORTAL } from '../src/journey/facts.ts'
import { RULE_BOOK } from '../src/journey/next-step.ts'
import { assumeDone, outstanding } from '../src/journey/outstanding.ts'
import type { Step } from '../src/journey/step.ts'
import type { Policy } from '../src/society/policy.ts'
import { type PresetName, presetNames, readPreset } from '../src/society/read-preset.ts'
import { readPolicy } from '../src/society/validate-policy.ts'
import { pathOf } from '../src/web/path-of.ts'

/** docs/journey.md: what each preset asks of whom, found out by asking the rules. */
export async function renderJourneyPage(): Promise<string> {
  const presets = await Promise.all(presetNames.map(async (name) => ({ name, policy: await policyOf(name) })))
  return `${[opening(), rules(), ...presets.map(({ name, policy }) => chapter(name, policy))].join('\n\n')}\n`
}

function opening(): string {
  return `# The journey

Generated from \`src/journey/rules.ts\` and the presets by \`scripts/generate-docs.ts\`; edit those, not this page.

\`nextStep(facts)\` asks its rules in order; the first that answers wins. Nothing is stored about what comes next: an
interrupted sitting, another device or a newer policy is the same question asked of other facts.`
}

function rules(): string {
  const names = (list: readonly { name: string }[]) => list.map(({ name }) => `\`${name}\``).join(' → ')
  return `## The order of the rules

1. fixed: ${names(RULE_BOOK.before)}
2. in the order of the society's \`activation\`: ${names(Object.values(RULE_BOOK.activation))}
3. fixed: ${names(RULE_BOOK.after)}
4. none answers: \`done\``
}

function chapter(name: PresetName, policy: Policy): string {
  const told = STORIES.filter(({ when }) => when?.(policy) ?? true)
  const branches = policy.methods.map(
    ({ method }) => `### A letter is opened and ${method} is chosen\n\n${picture(choosing(policy, method))}`,
  )
  const stories = told.map(({ title, facts }) => `### ${title}\n\n${picture(outstanding(facts(policy)))}`)
  return `## ${name}: ${policy.title}\n\n\`activation\`: ${policy.activation.join(' → ')}\n\n${[...branches, ...stories].join('\n\n')}`
}

/** The way of whoever takes this method where methods are chosen, or instead of the one that stands first. */
function choosing(policy: Policy, method: Method): readonly Step[] {
  const opened = factsOf(policy, {}, { letter: true })
  const steps = outstanding(opened)
  const at = steps.findIndex(({ kind }) => kind === 'chooseMethod' || kind === 'enrol')
  const facts = steps.slice(0, at).reduce(assumeDone, opened)
  const step = steps[at] as Step
  const isFirst = step.kind === 'enrol' && step.method === method
  const chosen = { ...facts, member: { ...(facts.member as MemberFacts), chosenMethod: method } }
  const taken = step.kind === 'chooseMethod' ? assumeDone(facts, { ...step, methods: [method] }) : chosen
  return isFirst ? steps : [...steps.slice(0, at + 1), ...outstanding(taken)]
}

function picture(steps: readonly Step[]): string {
  const nodes = steps.map((step, at) => `  s${at}["${describe(step)}<br>${pathOf(step)}"]`)
  const arrows = steps.slice(1).map((_, at) => `  s${at} --> s${at + 1}`)
  return ['```mermaid', 'flowchart LR', ...nodes, ...arrows, '```'].join('\n')
}

function describe(step: Step): string {
  switch (step.kind) {
    case 'prove':
      return `prove: ${step.options.join(' or ')} (${step.reason})`
    case 'chooseMethod':
      return `chooseMethod: ${step.methods.join(', ')}${step.userId === 'none' ? '' : `, user ID ${step.userId}`}`
    case 'enrol':
      return `enrol: ${step.method}`
    case 'refused':
      return `refused: ${step.reason}, exits ${step.exits.join(', ')}`
    case 'done':
      return step.portal === 'open' ? 'done' : 'done, services locked'
    default:
      return step.kind
  }
}

const NOW = Date.parse('2026-11-21T00:00:00Z')
const DAY = 24 * 60 * 60 * 1000
const ON_FILE = NOW - 9 * DAY

type Story = {
  readonly title: string
  /** Left out: told of every society. */
  readonly when?: (policy: Policy) => boolean
  readonly facts: (policy: Policy) => Facts
}

const STORIES: readonly Story[] = [
  { title: 'A letter is opened, address on file', facts: (policy) => factsOf(policy, {}, { letter: true }) },
  {
    title: 'The same, resumed on another device after the address was verified',
    facts: (policy) => factsOf(policy, { acceptedTerms: 1, address: verified() }, { letter: true }),
  },
  {
    title: 'An invitation is opened (societies that list `invitationMail`)',
    when: ({ initial }) => initial.includes('invitationMail'),
    facts: (policy) => {
      const opened = factsOf(policy, { address: verified() }, { letter: true })
      return {
        ...opened,
        visit: { ...opened.visit, letter: { id: 'letter', issuedAt: NOW - 3 * DAY, mailAddressId: 'address' } },
      }
    },
  },
  {
    title: 'The computed password of a kept user ID, address on file',
    when: ({ initial }) => initial.includes('computed'),
    facts: (policy) =>
      factsOf(
        policy,
        { hasLastingId: true, recoveryPaper: { issued: false, keptAt: null } },
        { proofs: [{ factor: 'computed', credentialId: null, at: NOW }] },
      ),
  },
  {
    title: 'The same without an address on file',
    when: ({ initial }) => initial.includes('computed'),
    facts: (policy) =>
      factsOf(
        policy,
        { hasLastingId: true, address: null, recoveryPaper: { issued: false, keptAt: null } },
        { proofs: [{ factor: 'computed', credentialId: null, at: NOW }] },
      ),
  },
  {
    title: 'Broken off after the password, signing in',
    facts: (policy) =>
      factsOf(
        policy,
        { ...known(policy), credentials: [password(DAY)] },
        { proofs: [{ factor: 'password', credentialId: null, at: NOW }] },
      ),
  },
  {
    title: 'The same, 15 days later',
    facts: (policy) =>
      factsOf(
        policy,
        { ...known(policy), credentials: [password(15 * DAY)] },
        { proofs: [{ factor: 'password', credentialId: null, at: NOW }] },
      ),
  },
  { title: 'Signing in', facts: (policy) => active(policy, {}) },
  { title: 'Signing in when the terms have changed', facts: (policy) => ({ ...active(policy, {}), terms: 2 }) },
  {
    title: 'Signing in after the qualification has ended',
    facts: (policy) => active(policy, { standing: 'qualificationEnded' }),
  },
]

function active(policy: Policy, member: Partial<MemberFacts>): Facts {
  const factor = firstMethod(policy)
  const id = factor === 'mailCode' ? 'address' : 'app'
  const app: Credential = { id, factor, boundAt: NOW - DAY, boundInVisit: false, roots: null }
  const paper = { issued: true, keptAt: NOW - DAY }
  const facts = { ...known(policy), credentials: [password(DAY), app], recoveryPaper: paper, ...member }
  return factsOf(policy, facts, { proofs: [{ factor: 'password', credentialId: null, at: NOW }] })
}

function factsOf(policy: Policy, member: Partial<MemberFacts>, visit: { letter?: boolean; proofs?: Proof[] }): Facts {
  const letter = visit.letter ? { id: 'letter', issuedAt: NOW - 3 * DAY, mailAddressId: null } : null
  const opened: Proof[] = letter ? [{ factor: 'letter', credentialId: letter.id, at: NOW }] : []
  return {
    now: NOW,
    policy,
    terms: 1,
    member: { ...beginner(ON_FILE), ...member },
    proofs: visit.proofs ?? opened,
    visit: { startedAt: NOW, knownBrowser: false, birthDateMatchedAt: letter ? NOW : null, letter },
    recovery: null,
    demand: PORTAL,
  }
}

function verified(): MemberFacts['address'] {
  const { address } = beginner(ON_FILE)
  return address && { ...address, submittedAt: NOW - DAY, verifiedAt: NOW - DAY }
}

/** The first method that the society offers. */
const firstMethod = (policy: Policy): Method => policy.methods[0]?.method ?? 'totp'

const known = (policy: Policy): Partial<MemberFacts> => ({
  acceptedTerms: 1,
  address: verified(),
  hasLastingId: true,
  chosenMethod: firstMethod(policy),
})

const password = (age: number): Credential => ({
  id: 'password',
  factor: 'password',
  boundAt: NOW - age,
  boundInVisit: false,
  roots: null,
})

async function policyOf(name: PresetName): Promise<Policy> {
  const read = readPolicy(await readPreset(name))
  if (!read.ok) throw new Error(`the preset ${name} does not validate`)
  return read.value
}
