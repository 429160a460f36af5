import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { newMasterKey } from '../kernel/keyring.ts'
import type { PresetName } from '../society/read-preset.ts'
import type { DemoSecrets } from './demo-facts.ts'
import type { DemoPerson } from './people.ts'

export type DemoMember = DemoSecrets & { readonly society: PresetName; readonly person: DemoPerson }

/** What the demo keeps beside its database, so that a second start prints the same. Fictional secrets only. */
export type DemoRecord = { readonly keys: string; readonly members: readonly DemoMember[] }

/** Reads the record of a data folder; a new one has a key and nobody in it. */
export async function readDemoRecord(dataDir: string): Promise<DemoRecord & { readonly isStored: boolean }> {
  const text = await readFile(fileOf(dataDir), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  const fresh = { keys: newMasterKey('demo'), members: [] }
  return text === undefined ? { ...fresh, isStored: false } : { ...JSON.parse(text), isStored: true }
}

/** Replaces the record whole: a kill in the middle leaves the old one. */
export async function writeDemoRecord(dataDir: string, record: DemoRecord): Promise<void> {
  await mkdir(dataDir, { recursive: true })
  const draft = `${fileOf(dataDir)}.new`
  await writeFile(draft, JSON.stringify(record, null, 1), { mode: 0o600 })
  await chmod(draft, 0o600)
  await rename(draft, fileOf(dataDir))
}

const fileOf = (dataDir: string) => join(dataDir, 'demo.json')
