import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PolicyFile } from './policy.ts'

/** The policies that come with Genkan; the first is the recommended one. */
export const presetNames = ['genkan', 'wakaba', 'hinode', 'sakura'] as const
export type PresetName = (typeof presetNames)[number]

/** The policy file of a preset as it is written; a caller gives it other hosts and passes it to `readPolicy`. */
export async function readPreset(name: PresetName): Promise<PolicyFile> {
  return JSON.parse(await readFile(join(import.meta.dirname, 'presets', `${name}.json`), 'utf8'))
}
