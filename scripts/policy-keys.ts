import * as v from 'valibot'
import { policySchema } from '../src/society/policy.ts'

/** One key of a policy as the generated page shows it. */
export type PolicyKey = {
  /** Dotted; `[]` stands for any place of a list. */
  readonly path: string
  readonly about: string
  /** What may be written. */
  readonly values: string
  /** Word and meaning, where the value is one of some words. */
  readonly words: readonly (readonly [string, string])[]
  /** Undefined: needed, `leftOut`: may be missing without a value in its place. */
  readonly fallback: { readonly value: unknown } | 'leftOut' | undefined
  readonly isGroup: boolean
}

type Schema = v.GenericSchema & {
  readonly pipe?: readonly (v.GenericSchema | v.PipeAction<never, unknown, v.BaseIssue<unknown>>)[]
  readonly entries?: Record<string, Schema>
  readonly item?: Schema
  readonly wrapped?: Schema
  readonly default?: unknown
  readonly options?: readonly string[]
}

/** Every key of the policy schema, groups before what is in them. */
export function policyKeys(): PolicyKey[] {
  return keysOf(policySchema as unknown as Schema, '')
}

function keysOf(schema: Schema, prefix: string): PolicyKey[] {
  const { entries, item } = unwrapped(schema)
  if (item) return keysOf(item, `${prefix.slice(0, -1)}[].`)
  return Object.entries(entries ?? {}).flatMap(([name, entry]) => {
    const path = `${prefix}${name}`
    const inner = keysOf(entry, `${path}.`)
    return [describe(path, entry, inner.length > 0), ...inner]
  })
}

function describe(path: string, entry: Schema, isGroup: boolean): PolicyKey {
  const schema = unwrapped(entry)
  const words = Object.entries((v.getMetadata(schema) as { values?: Record<string, string> }).values ?? {})
  const about = v.getDescription(schema)
  if (about === undefined) throw new Error(`${path} has no description in the policy schema`)
  return { path, about, values: valuesOf(schema, entry), words, fallback: fallbackOf(entry), isGroup }
}

function fallbackOf(entry: Schema): PolicyKey['fallback'] {
  if (entry.type === 'exact_optional') return 'leftOut'
  if (entry.type !== 'optional') return undefined
  return { value: entry.default }
}

/** The schema below `optional` and `nullable`. */
function unwrapped(schema: Schema): Schema {
  return schema.wrapped ? unwrapped(schema.wrapped) : schema
}

function valuesOf(schema: Schema, entry: Schema): string {
  if (schema.options) return schema.options.map((word) => `\`${word}\``).join(' · ')
  if (schema.item?.options) return `list of ${valuesOf(schema.item, schema.item)}`
  if (schema.type === 'array') return schema.item && unwrapped(schema.item).entries ? 'list of groups' : 'list of texts'
  if (schema.type === 'strict_object') return 'group'
  if (schema.type === 'boolean') return '`true` · `false`'
  if (schema.type === 'number') return range(schema)
  return entry.wrapped?.type === 'nullable' ? 'text or `null`' : 'text'
}

function range(schema: Schema): string {
  const actions = flat(schema) as { readonly type: string; readonly requirement?: unknown }[]
  const limit = (type: string) => actions.find((action) => action.type === type)?.requirement
  return `whole number, ${limit('min_value')} – ${limit('max_value')}`
}

/** The schema and all actions of its pipe, where a pipe may begin with a pipe. */
function flat(schema: Schema): unknown[] {
  const [first, ...rest] = schema.pipe ?? []
  return first === undefined || first === schema ? [schema] : [...flat(first as Schema), ...rest]
}
