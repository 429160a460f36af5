import { days, type Instant } from '../../../kernel/clock.ts'
import { dayInTokyo, formatJapaneseDate } from '../../../kernel/japanese-date.ts'
import type { Society } from '../../../society/society-directory.ts'
import type { Locale } from '../../../texts/codes.ts'
import { letterPrint as en } from '../../../texts/en/letter-print.ts'
import { formatDate } from '../../../texts/format.ts'
import { letterPrint as ja } from '../../../texts/ja/letter-print.ts'
import type { PaperLetter } from './letter-paper.ts'

/** Letters are in the first language of the society, whatever the one who prints them speaks. */
export function languageOfLetters({ policy }: Pick<Society, 'policy'>): Locale {
  return policy.languages[0] ?? 'ja'
}

/** The sentences of a letter in its language. */
export type Words = { readonly locale: Locale; readonly t: typeof ja }

export function wordsOf(locale: Locale): Words {
  return { locale, t: locale === 'ja' ? ja : en }
}

export function day(locale: Locale, at: Instant): string {
  return dateInWords(locale, dayInTokyo(at))
}

/** The last day on which the letter opens from morning to midnight: nobody is refused on the day that is printed. */
export function lastDay(locale: Locale, expiresAt: Instant): string {
  return dateInWords(locale, dayInTokyo(expiresAt - days(1)))
}

function dateInWords(locale: Locale, date: string): string {
  return locale === 'ja' ? formatJapaneseDate(date) : formatDate(locale, date)
}

/** 「1234 5678 …」: `first` digits, then groups of four. */
export function group(digits: string, first: number): string {
  return `${digits.slice(0, first)} ${digits.slice(first).replace(/(\d{4})(?=\d)/g, '$1 ')}`
}

/** Postal code and address as they stand above the name; none where the letter is handed out. */
export function addressLines({ postalCode, address }: PaperLetter): string[] {
  return [...(postalCode ? [`〒${postalCode}`] : []), ...(address ? address.split('\n') : [])]
}
