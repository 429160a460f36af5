import type { Instant } from '../kernel/clock.ts'
import { openSocietyDirectory, type Society } from '../society/society-directory.ts'
import type { Desk } from '../staff/letters/batch.ts'
import type { Locale } from '../texts/codes.ts'
import { letterCommands as en } from '../texts/en/letter-commands.ts'
import { letterCommands as ja } from '../texts/ja/letter-commands.ts'
import type { Io } from './io.ts'
import type { Operator } from './operator.ts'

/** The sentences of the commands about letters. */
export type LetterWords = typeof ja

/** `--lang ja|en`; undefined for another word. */
export function wordsFor(lang: string | undefined): { locale: Locale; t: LetterWords } | undefined {
  if (lang === undefined || lang === 'ja') return { locale: 'ja', t: ja }
  return lang === 'en' ? { locale: 'en', t: en } : undefined
}

/** Whose letters, and with what; says what is wrong and returns undefined otherwise. */
export async function deskFor(operator: Operator, name: string, io: Io): Promise<Desk | undefined> {
  const society = await societyOf(operator, name, io)
  const { database, clock } = operator
  return society && { database, society, clock, keyring: operator.keyring() }
}

export async function societyOf({ database, clock }: Operator, name: string, io: Io): Promise<Society | undefined> {
  const society = await openSocietyDirectory(database, clock).byName(name)
  if (!society) io.err(`no such society: ${name}`)
  return society
}

/** An id as `letter list --batches` shows it. */
export function isBatchId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)
}

/** Asks whether to go on: `--yes` says so, a person at a terminal is asked, and nobody else is. */
export async function confirmed(io: Io, yes: boolean, question: string, t: LetterWords): Promise<boolean> {
  if (yes || (await io.ask?.(question))) return true
  io.err(t.unconfirmed)
  return false
}

/** Lists at most so many lines of trouble; all are counted. */
export const LISTED = 1000

/** The start of a day in Japan; undefined for what is no day. */
export function startOfDay(text: string): Instant | undefined {
  try {
    return Temporal.PlainDate.from(text).toZonedDateTime('Asia/Tokyo').epochMilliseconds
  } catch {
    return undefined
  }
}
