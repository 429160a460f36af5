import { newMasterKey } from '../../src/kernel/keyring.ts'
import { bundledTexts } from '../../src/society/bundled-texts.ts'
import { createSociety } from '../../src/society/create-society.ts'
import { readPreset } from '../../src/society/read-preset.ts'
import { readPolicy } from '../../src/society/validate-policy.ts'
import { openDatabase } from '../../src/store/database.ts'
import { benchDatabase } from './database.ts'

/** A society on a database of its own, and what a node needs to serve it. */
export type Stage = {
  readonly databaseUrl: string
  readonly keys: string
  readonly societyId: number
  readonly host: string
}

/** The recommended society with its terms and notices, nobody in it yet. */
export async function openStage(): Promise<Stage> {
  const databaseUrl = await benchDatabase()
  const policy = readPolicy(await readPreset('genkan'))
  if (!policy.ok) throw new Error(JSON.stringify(policy.error))
  const database = await openDatabase({ url: databaseUrl })
  try {
    const texts = await bundledTexts(policy.value, 'genkan')
    const created = await createSociety(database, { name: 'genkan', policy: policy.value, texts })
    if (!created.ok) throw new Error(`the society was not made: ${created.error.code}`)
    const { host } = new URL(policy.value.hosts.origin)
    return { databaseUrl, keys: newMasterKey('bench'), societyId: created.value.id, host }
  } finally {
    await database.close()
  }
}
