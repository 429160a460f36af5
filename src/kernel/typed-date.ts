import { foldIdentifier } from './fold.ts'
import { type DateProblem, parseJapaneseDate } from './japanese-date.ts'
import type { Result } from './result.ts'

/** A date copied with its label and the line around it is no longer than this. */
const LONGEST_PASTE = 100
const MONTHS = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec'
const DAY_FIRST = new RegExp(`^(\\d{1,2})(?:st|nd|rd|th)?[\\s-]+(${MONTHS})[a-z]*\\.?,?[\\s-]+(\\d{4})$`, 'i')
const MONTH_FIRST = new RegExp(`^(${MONTHS})[a-z]*\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})$`, 'i')

/**
 * A date typed or pasted by a person: all that `parseJapaneseDate` reads, and that with a label, 生まれ or a weekday beside it, in
 * numerals of kanji, and 22 August 1979 or Aug 22, 1979. Day and month as two plain numbers stay unreadable: nobody knows which is which.
 */
export function parseTypedDate(typed: string, latest?: string): Result<string, DateProblem> {
  const plain = parseJapaneseDate(typed, latest)
  if (plain.ok || plain.error !== 'unreadable' || typed.length > LONGEST_PASTE) return plain
  return parseJapaneseDate(inDigits(withoutWords(foldIdentifier(typed))), latest)
}

const withoutWords = (text: string): string =>
  text
    .replace(/^(?:生年月日|誕生日|date of birth|birth ?date)\s*:?\s*/i, '')
    .replace(/\s*(?:\([日月火水木金土]\)|[日月火水木金土]曜日?)$/, '')
    .replace(/\s*(?:生まれ|うまれ|生)$/, '')

function inDigits(text: string): string {
  const [day, month, year] = DAY_FIRST.exec(text)?.slice(1) ?? dayFirst(MONTH_FIRST.exec(text))
  if (month && day) return `${year}-${MONTHS.split('|').indexOf(month.slice(0, 3).toLowerCase()) + 1}-${day}`
  return text.replace(/[〇一二三四五六七八九十]+/g, fromKanji)
}

const dayFirst = (match: RegExpExecArray | null): (string | undefined)[] =>
  match ? [match[2], match[1], match[3]] : []

/** 五十四 is 54, 一九七九 is 1979; 十 stands for ten only inside of a number below a hundred. */
function fromKanji(run: string): string {
  const parts = run.split('十')
  const digits = (part: string) => [...part].map((sign) => '〇一二三四五六七八九'.indexOf(sign)).join('')
  if (parts.length === 1) return digits(run)
  const [tens = '', ones = ''] = parts
  return parts.length > 2 || tens.length > 1 || ones.length > 1 ? run : `${digits(tens) || 1}${digits(ones) || 0}`
}
