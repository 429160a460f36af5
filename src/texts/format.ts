import type { Instant } from '../kernel/clock.ts'
import type { Locale } from './codes.ts'

const zone = 'Asia/Tokyo'

const clocks = {
  ja: { timeZone: zone, month: 'long', day: 'numeric', hour: 'numeric', minute: '2-digit', hourCycle: 'h23' },
  en: { timeZone: zone, month: 'long', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
} as const

const moments: Record<Locale, Intl.DateTimeFormat> = {
  ja: new Intl.DateTimeFormat('ja-JP', clocks.ja),
  en: new Intl.DateTimeFormat('en-GB', clocks.en),
}

const stamps: Record<Locale, Intl.DateTimeFormat> = {
  ja: new Intl.DateTimeFormat('ja-JP', { ...clocks.ja, year: 'numeric' }),
  en: new Intl.DateTimeFormat('en-GB', { ...clocks.en, year: 'numeric' }),
}

const calendarDays: Record<Locale, Intl.DateTimeFormat> = {
  ja: new Intl.DateTimeFormat('ja-JP', { timeZone: 'UTC', year: 'numeric', month: 'long', day: 'numeric' }),
  en: new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', year: 'numeric', month: 'long', day: 'numeric' }),
}

const japaneseDays: Record<Locale, Intl.DateTimeFormat> = {
  ja: new Intl.DateTimeFormat('ja-JP', { timeZone: zone, year: 'numeric', month: 'long', day: 'numeric' }),
  en: new Intl.DateTimeFormat('en-GB', { timeZone: zone, year: 'numeric', month: 'long', day: 'numeric' }),
}

/** The date of something registered, in Japan's time, as LMP-04 writes it: 2025年3月17日 10:57. */
export function formatStamp(locale: Locale, at: Instant): string {
  return `${stamps[locale].format(at)}.`
}

const years = new Intl.DateTimeFormat('en-GB', { timeZone: zone, year: 'numeric' })

/** Who reads, and when: the year of another year is told. */
export type Reader = { readonly locale: Locale; readonly now: Instant }

/** A point in time as members read it, in Japan's time: 11月21日 14:05, in another year than this 2027年1月3日 14:05. */
export function formatMoment({ locale, now }: Reader, at: Instant): string {
  const isThisYear = years.format(at) === years.format(now)
  return (isThisYear ? moments : stamps)[locale].format(at)
}

/** A date without time, from 'YYYY-MM-DD': 2026年4月1日. */
export function formatDate(locale: Locale, date: string): string {
  return calendarDays[locale].format(Date.parse(`${date}T00:00:00Z`))
}

/** The day in Japan of a point in time: 2026年4月1日. */
export function formatDay(locale: Locale, at: Date): string {
  return japaneseDays[locale].format(at)
}

const minutes = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })

/** A point in time as commands print it, in Japan's time: 2026-11-21 14:05. */
export function formatMinute(at: Instant): string {
  return minutes.format(at)
}
