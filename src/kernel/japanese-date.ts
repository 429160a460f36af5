/** Dates as people in Japan write them, and as we store and show them. Dates without a time are 'YYYY-MM-DD'. */
import type { Instant } from './clock.ts'
import { foldIdentifier } from './fold.ts'
import { err, ok, type Result } from './result.ts'

export type DateProblem =
  | 'empty'
  | 'unreadable' // no known way of writing a date
  | 'impossible' // 30 February, or a day before the calendar began
  | 'wrongEra' // 平成40年, 昭和64年1月8日: the era had ended or not begun
  | 'future'

// First days, newest first (DATA-04). Meiji counts from 1873-01-01, when the present calendar began.
const ERAS = [
  { name: '令和', short: 'R', from: '2019-05-01' },
  { name: '平成', short: 'H', from: '1989-01-08' },
  { name: '昭和', short: 'S', from: '1926-12-25' },
  { name: '大正', short: 'T', from: '1912-07-30' },
  { name: '明治', short: 'M', from: '1868-10-23' },
] as const
const CALENDAR_BEGINS = '1873-01-01'

type Era = (typeof ERAS)[number]

/**
 * Reads 1979-08-22, 19790822, 1979/8/22, S54.8.22, S540822, 昭和54年8月22日, 令和元年5月1日, in any width (BRT-03, DATA-03).
 * `latest` is the last day that is allowed, today for a birth date.
 */
export function parseJapaneseDate(typed: string, latest?: string): Result<string, DateProblem> {
  const folded = foldIdentifier(typed)
  const text = folded.replace(/\s+/g, '')
  if (text === '') return err('empty')
  const found = readDate(text) ?? readDate(folded.replace(/\s+/g, '-'))
  if (!found) return err('unreadable')
  const date = isoDate(found.year, found.month, found.day)
  if (date === undefined || date < CALENDAR_BEGINS) return err('impossible')
  if (found.era && eraOf(date) !== found.era) return err('wrongEra')
  if (latest !== undefined && date > latest) return err('future')
  return ok(date)
}

/** 「1979年（昭和54年）8月22日」 for '1979-08-22' (DATA-04). */
export function formatJapaneseDate(date: string): string {
  const { year, month, day } = Temporal.PlainDate.from(date)
  const era = eraOf(date)
  const count = era ? year - firstYear(era) + 1 : undefined
  const japanese = era ? `（${era.name}${count === 1 ? '元' : count}年）` : ''
  return `${year}年${japanese}${month}月${day}日`
}

/** The years of the Japanese eras that a calendar year touches: 昭和64年・平成元年 for 1989. Empty before the eras (DATA-04). */
export function erasOfYear(year: number): string {
  const eras = [eraOf(`${year}-01-01`), eraOf(`${year}-12-31`)].filter((era) => era !== undefined)
  return [...new Set(eras)]
    .map((era) => `${era.name}${year === firstYear(era) ? '元' : year - firstYear(era) + 1}年`)
    .join('・')
}

/** The day it is in Japan at that moment. */
export function dayInTokyo(at: Instant): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO('Asia/Tokyo').toPlainDate().toString()
}

type Found = { year: number; month: number; day: number; era?: Era }

const SEPARATED_WESTERN = /^(\d{4})[-/.,、・‐–—―−ー](\d{1,2})[-/.,、・‐–—―−ー](\d{1,2})$/
const SEPARATED_ERA = /^(\D{1,2}?)(元|\d{1,2})[-/.,、・‐–—―−ー](\d{1,2})[-/.,、・‐–—―−ー](\d{1,2})$/

const readDate = (text: string): Found | undefined => readWestern(text) ?? readEra(text)

function readWestern(text: string): Found | undefined {
  const match =
    /^(\d{4})(\d{2})(\d{2})$/.exec(text) ??
    SEPARATED_WESTERN.exec(text) ??
    /^(?:西暦)?(\d{4})年(\d{1,2})月(\d{1,2})日?$/.exec(text)
  return match ? { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) } : undefined
}

function readEra(text: string): Found | undefined {
  const match =
    /^(\D{1,2})(元|\d{1,2})年(\d{1,2})月(\d{1,2})日?$/.exec(text) ??
    SEPARATED_ERA.exec(text) ??
    /^(\D{1,2})(\d{2})(\d{2})(\d{2})$/.exec(text)
  const written = match?.[1]?.toUpperCase()
  const era = ERAS.find(({ name, short }) => written === short || written === name || written === name[0])
  if (!match || !era) return undefined
  const count = match[2] === '元' ? 1 : Number(match[2])
  return { year: firstYear(era) + count - 1, month: Number(match[3]), day: Number(match[4]), era }
}

function firstYear(era: Era): number {
  return Number(era.from.slice(0, 4))
}

function eraOf(date: string): Era | undefined {
  return ERAS.find(({ from }) => date >= from)
}

function isoDate(year: number, month: number, day: number): string | undefined {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }).toString()
  } catch {
    return undefined
  }
}
