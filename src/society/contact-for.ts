import type { Locale } from '../texts/codes.ts'
import type { Policy } from './policy.ts'

/** The desk as a reader of this language is told; Japanese where the society has written nothing else. */
export function contactFor({ contact }: Pick<Policy, 'contact'>, locale: Locale) {
  const { nameEn, hoursEn, ...inJapanese } = contact
  if (locale === 'ja') return inJapanese
  return { ...inJapanese, name: nameEn ?? contact.name, hours: hoursEn ?? contact.hours }
}
