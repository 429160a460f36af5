import { type FileHandle, open, rm } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { takeFile } from '../staff/letters/take-file.ts'
import { deskFor, isBatchId, wordsFor } from './letter-options.ts'
import type { OperatorCommand } from './operator.ts'
import { whoAndWhy } from './who-and-why.ts'

const USAGE = 'genkan letter file BATCH --society NAME --out FILE.csv --by NAME --reason TEXT [--lang ja|en]'

/**
 * `genkan letter file`: hands out the file for the print shop, once, and erases it here (LET-05). Beside it stands FILE.check.txt with
 * count and SHA-256. Both can be read by their owner only. Exit 0, 1 when there is no file any more, 2 for a wrong call.
 */
export const letterFile: OperatorCommand = async (operator, args, io) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      society: { type: 'string' },
      out: { type: 'string' },
      by: { type: 'string' },
      reason: { type: 'string' },
      lang: { type: 'string' },
    },
  })
  const [batchId = '', ...more] = positionals
  const [words, who] = [wordsFor(values.lang), whoAndWhy(values)]
  if (!words || !who || !values.society || !values.out || !isBatchId(batchId) || more.length > 0) {
    io.err(USAGE)
    return 2
  }
  const { t } = words
  const desk = await deskFor(operator, values.society, io)
  if (!desk) return 2
  const path = resolve(io.cwd, values.out)
  // Both before anything is handed out, and never an existing file: there is no second time.
  const file = await create(path)
  const sheet = file && (await create(`${path}${CHECK}`))
  if (!file || !sheet) {
    await discard(file, path)
    io.err(t.fileThere(file ? `${values.out}${CHECK}` : values.out))
    return 2
  }
  const taken = await into(file, path, (write) => takeFile(desk, { batchId, ...who }, write)).catch(async (error) => {
    await discard(sheet, `${path}${CHECK}`)
    throw error
  })
  if (!taken.ok) {
    await discard(sheet, `${path}${CHECK}`)
    io.err(t.take[taken.error])
    return 1
  }
  const { letters, leftOut, encoding, sha256 } = taken.value
  const check = t.checkFile({ file: basename(path), letters, encoding, sha256, batch: batchId })
  for (const line of check) io.out(line)
  await sheet.writeFile(`${check.join('\n')}\n`).finally(() => sheet.close())
  if (leftOut > 0) io.err(t.leftOut(leftOut))
  return 0
}

const CHECK = '.check.txt'

/** A new file that only its owner can read; undefined where there is one, or none can be made. */
async function create(path: string): Promise<FileHandle | undefined> {
  return open(path, 'wx', 0o600).catch(() => undefined)
}

async function discard(file: FileHandle | undefined, path: string): Promise<void> {
  await file?.close()
  if (file) await rm(path, { force: true })
}

/** Writes to the disk; a file that was not finished is taken away. */
async function into<T extends { ok: boolean }>(
  file: FileHandle,
  path: string,
  work: (write: (bytes: Uint8Array) => Promise<void>) => Promise<T>,
): Promise<T> {
  let whole = false
  try {
    const outcome = await work(async (bytes) => file.writeFile(bytes))
    await file.sync()
    whole = outcome.ok
    return outcome
  } finally {
    await file.close()
    if (!whole) await rm(path, { force: true })
  }
}
