import type { Policy } from './policy.ts'

/** A key that differs, with both values as JSON. */
export type PolicyChange = { readonly path: string; readonly from: string; readonly to: string }

/** What would change, key by key. */
export function policyChanges(before: Policy, after: Policy): PolicyChange[] {
  const [old, next] = [flat(before), flat(after)]
  const paths = [...new Set([...old.keys(), ...next.keys()])].sort()
  return paths.flatMap((path) => {
    const [from = '–', to = '–'] = [old.get(path), next.get(path)]
    return from === to ? [] : [{ path, from, to }]
  })
}

function flat(value: object, prefix = ''): Map<string, string> {
  const found = new Map<string, string>()
  for (const [key, one] of Object.entries(value)) {
    const path = `${prefix}${key}`
    const isGroup = typeof one === 'object' && one !== null && !Array.isArray(one)
    for (const [inner, text] of isGroup ? flat(one, `${path}.`) : [[path, JSON.stringify(one)] as const])
      found.set(inner, text)
  }
  return found
}
