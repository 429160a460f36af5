import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

const markName = 'genkan-data.txt'
const mark = 'This folder belongs to the embedded database of Genkan. Nothing else may write here.\n'
const ownerName = 'open-in.json'

export type DataFolder = {
  /** Where the database's own files are, or will be. */
  readonly cluster: string
  release(): void
}

/**
 * Takes a data folder for this process, and makes it where there is none. Throws a sentence when it is not one of ours,
 * or when another process (or this one) has it open: the database itself would let both in and lose rows.
 */
export async function claimDataFolder(path: string): Promise<DataFolder> {
  await mkdir(path, { recursive: true, mode: 0o700 })
  await markAsOurs(path)
  const release = await lock(path)
  return { cluster: join(path, 'cluster'), release }
}

async function markAsOurs(path: string): Promise<void> {
  if (existsSync(join(path, markName))) return
  if ((await readdir(path)).length > 0)
    throw new Error(`The folder ${path} is not empty and was not made by Genkan. Name another folder.`)
  await writeFile(join(path, markName), mark)
}

/**
 * The operating system's own file lock, which Node offers through SQLite only. It is exclusive on every platform and
 * ends with its process, whatever ends that: there is no stale lock to judge, and no race to take one over.
 */
async function lock(path: string): Promise<() => void> {
  const file = new DatabaseSync(join(path, 'lock'), { timeout: 0 })
  try {
    file.exec('pragma journal_mode = off; begin exclusive')
  } catch (error) {
    file.close()
    throw new Error(`The data folder ${path} is open in ${await holder(path)}. Stop it, or name another folder.`, {
      cause: error,
    })
  }
  await writeFile(join(path, ownerName), JSON.stringify({ pid: process.pid, since: new Date().toISOString() }))
  return () => file.close()
}

async function holder(path: string): Promise<string> {
  try {
    const { pid, since } = JSON.parse(await readFile(join(path, ownerName), 'utf8'))
    return `process ${pid} (since ${since})`
  } catch {
    return 'another process'
  }
}
