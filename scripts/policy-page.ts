import { servedMethods } from '../src/society/policy.ts'
import { presetNames, readPreset } from '../src/society/read-preset.ts'
import { readPolicy } from '../src/society/validate-policy.ts'
import { minimalPolicyFile } from './minimal-policy-file.ts'
import { type PolicyKey, policyKeys } from './policy-keys.ts'

/** docs/policy.md: what a policy file may say, generated from the schema and the presets. */
export async function renderPolicyPage(): Promise<string> {
  const keys = policyKeys()
  return `${[opening(), minimal(), allKeys(keys), meanings(keys), await presets(keys)].join('\n\n')}\n`
}

function opening(): string {
  return `# The policy of a society

Generated from \`src/society/policy.ts\` by \`scripts/generate-docs.ts\`; edit the schema, not this page.

A society is data: its policy is one JSON file. Every key that has a default may be left out, and the defaults are the
recommended values, so that a file only says what differs. A key that is not on this page is an error. A policy is
checked as a whole when it is applied; combinations that would open a hole or strand somebody are refused, each with
its path and the reason. Applying a policy that differs adds a version; earlier versions stay. The RP ID can never be
changed, since every passkey is bound to it.

A file is JSON in UTF-8. This version serves the methods
${servedMethods.map((method) => `\`${method}\``).join(', ')}; a policy that offers another one is refused.`
}

function minimal(): string {
  return `## The smallest file that adds a society

\`genkan society create NAME FILE\` adds a society from such a file, \`genkan society apply NAME FILE\` makes a changed file
the next version of its policy; running nodes see it within two seconds. The terms and notices that ship with Genkan
are filled in with the society's names.

\`\`\`json
${JSON.stringify(minimalPolicyFile, null, 2)}
\`\`\``
}

function allKeys(keys: readonly PolicyKey[]): string {
  const rows = keys.map((key) => [`\`${key.path}\``, key.values, fallback(key), key.about])
  return `## Every key\n\n${table(['key', 'values', 'default', 'meaning'], rows)}`
}

function fallback(key: PolicyKey): string {
  if (key.fallback === undefined)
    return key.path.includes('[]') || key.path.includes('.') ? 'needed there' : '**needed**'
  if (key.fallback === 'leftOut') return 'left out'
  if (key.isGroup && isEmpty(key.fallback.value)) return 'see its keys'
  return code(key.fallback.value)
}

function meanings(keys: readonly PolicyKey[]): string {
  const lists = Map.groupBy(
    keys.filter(({ words }) => words.length > 0),
    ({ words }) => words.map(([word, meaning]) => `- \`${word}\`: ${meaning}`).join('\n'),
  )
  const sections = lists
    .entries()
    .map(([list, same]) => `${same.map(({ path }) => `**\`${path}\`**`).join(', ')}\n\n${list}`)
  return `## What the words mean\n\n${[...sections].join('\n\n')}`
}

async function presets(keys: readonly PolicyKey[]): Promise<string> {
  const policies = await Promise.all(presetNames.map(presetPolicy))
  const rows = keys
    .filter(({ path, isGroup }) => !path.includes('[]') && (!isGroup || path === 'methods' || path === 'services'))
    .map(({ path }) => [`\`${path}\``, ...policies.map((policy) => shown(valueAt(policy, path)))])
  return `## The presets that ship\n\n${table(['key', ...presetNames], rows)}`
}

async function presetPolicy(name: (typeof presetNames)[number]): Promise<object> {
  const read = readPolicy(await readPreset(name), { clock: () => Date.UTC(2026, 0, 1) })
  if (!read.ok) throw new Error(`the preset ${name} is not valid: ${JSON.stringify(read.error)}`)
  return read.value
}

function valueAt(policy: object, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], policy)
}

function shown(value: unknown): string {
  if (value === undefined) return '–'
  if (Array.isArray(value)) return value.map(shownItem).join(', ') || '–'
  return code(value)
}

function shownItem(item: unknown): string {
  if (typeof item !== 'object' || item === null) return code(item)
  const { method, recommended, from, name } = item as Record<string, unknown>
  if (name !== undefined) return String(name)
  return [code(method), recommended && '(推奨)', from && `from ${from}`].filter(Boolean).join(' ')
}

function isEmpty(value: unknown): boolean {
  return JSON.stringify(value) === '{}'
}

function code(value: unknown): string {
  return `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n')
}
