import { rm } from 'node:fs/promises'
import { formatLetterNumber } from '../../kernel/letter-number.ts'
import { err, ok, type Result } from '../../kernel/result.ts'
import { type Desk, dropUnprinted, finishBatch, markPrinted, openBatch } from './batch.ts'
import type { Candidate } from './candidates.ts'
import { type Batch, type IssuedTo, issuePage } from './issue-page.ts'
import type { Layout, PaperLetter } from './paper/letter-paper.ts'
import type { Press } from './paper/open-press.ts'
import { type Asked, planLetters, type Refused } from './plan.ts'

/** Letters in a file: many share the subset of a font, and a file still opens quickly and fits a printer's tray. */
export const PER_FILE = 500

export type Printing = {
  readonly press: Press
  readonly layout: Layout
  /** The path of the first, second … file. */
  readonly fileName: (at: number) => string
}

export type Printed = {
  readonly batchId: string
  readonly letters: number
  readonly files: readonly { readonly path: string; readonly letters: number }[]
  readonly refused: readonly Refused[]
}

/**
 * Issues letters and prints them into files. A letter counts as printed when its file is whole on the disk; what a failure
 * leaves without paper is cancelled. Nothing is issued where the first file cannot be made.
 */
export async function printRun(
  desk: Desk,
  asked: Asked,
  who: Omit<Batch, 'id'>,
  printing: Printing,
): Promise<Result<Printed, 'noFile'>> {
  const { database, society, clock } = desk
  const files = openFiles(desk, printing)
  const opened = await files.next().catch((error: NodeJS.ErrnoException) => error)
  if (opened?.code) return err('noFile')
  if (opened) throw opened
  const batch = await openBatch(desk, who, { layout: printing.layout, encoding: null })
  const refused: Refused[] = []
  let letters = 0
  try {
    for await (const page of planLetters(database, { society, now: clock() }, asked)) {
      if (page.fine.length === 0) continue
      const { issued, refused: late } = await issue(desk, asked, batch, page.fine)
      refused.push(...late)
      letters += issued.length
      await files.add(issued)
    }
    await files.close()
    await finishBatch(desk, batch.id)
  } catch (error) {
    await database.inSociety(society.id, (tx) => dropUnprinted(tx, society.id, batch.id, clock()))
    throw error
  } finally {
    await files.clear()
  }
  return ok({ batchId: batch.id, letters, files: files.whole, refused })
}

function issue(desk: Desk, asked: Asked, batch: Batch, page: readonly Candidate[]) {
  const { database, society, keyring, clock } = desk
  const place = { society, now: clock() }
  return database.inSociety(society.id, (tx) => issuePage(tx, place, keyring, { asked, batch, page, printedAt: null }))
}

/** The files of a run, one after the other. */
function openFiles(desk: Desk, { press, fileName }: Printing) {
  const { database, society, clock } = desk
  const whole: { path: string; letters: number }[] = []
  let path: string | undefined
  let ids: string[] = []
  const withRecovery = society.policy.recoveryPaper === 'letter'

  async function next(): Promise<void> {
    const wanted = fileName(whole.length + 1)
    await press.open(wanted)
    path = wanted
  }
  async function close(): Promise<void> {
    if (path === undefined || ids.length === 0) return
    await press.close()
    await database.inSociety(society.id, (tx) => markPrinted(tx, society.id, ids, clock()))
    whole.push({ path, letters: ids.length })
    path = undefined
    ids = []
  }
  return {
    whole,
    next,
    close,
    async add(issued: readonly IssuedTo[]): Promise<void> {
      if (issued.length === 0) return
      if (ids.length + issued.length > PER_FILE) await close()
      if (path === undefined) await next()
      await press.add(issued.map((one) => onPaper(one, withRecovery, clock())))
      ids.push(...issued.map(({ letter }) => letter.id))
    },
    /** Takes a file away that is not whole. */
    async clear(): Promise<void> {
      await press.stop()
      if (path !== undefined) await rm(path, { force: true })
    },
  }
}

/** What is printed for one of them. */
export function onPaper({ letter, to }: IssuedTo, withRecovery: boolean, issuedAt: number): PaperLetter {
  return {
    name: to.name,
    postalCode: to.postalCode,
    address: to.address,
    number: formatLetterNumber(letter.serial),
    temporaryId: letter.temporaryId,
    code: letter.code,
    recoveryNumber: withRecovery ? letter.recoveryNumber : null,
    issuedAt,
    expiresAt: letter.expiresAt,
  }
}
