import { err, ok, type Result } from '../kernel/result.ts'
import type { Locale } from '../texts/codes.ts'

export const LONGEST_DEVICE_NAME = 40

/** Line breaks, control signs and invisible marks; the joiner inside emoji is none of them. */
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}]|(?!\u200D)\p{Cf}/gu

/**
 * The name to store: trimmed, spaces run together, 1–40 characters (CON-11, GAP-08; each code point is one). Whether the
 * person has another device of that name is for the caller to ask.
 */
export function checkDeviceName(typed: string): Result<string, 'missing' | 'tooLong'> {
  const name = typed.toWellFormed().normalize('NFC').replace(/\s+/g, ' ').replace(UNSEEN, '').trim()
  if (name === '') return err('missing')
  return Array.from(name).length <= LONGEST_DEVICE_NAME ? ok(name) : err('tooLong')
}

// In the order in which they are looked for: Android calls itself Linux too, and an iPad of today calls itself a Mac.
const DEVICES: readonly { readonly sign: RegExp; readonly name: Record<Locale, string> }[] = [
  { sign: /iPhone/, name: { ja: 'iPhone', en: 'iPhone' } },
  { sign: /iPad/, name: { ja: 'iPad', en: 'iPad' } },
  { sign: /Android.*Mobile/, name: { ja: 'Android のスマートフォン', en: 'Android phone' } },
  { sign: /Android/, name: { ja: 'Android のタブレット', en: 'Android tablet' } },
  { sign: /Windows/, name: { ja: 'Windows パソコン', en: 'Windows PC' } },
  { sign: /CrOS/, name: { ja: 'Chromebook', en: 'Chromebook' } },
  { sign: /Macintosh/, name: { ja: 'Mac', en: 'Mac' } },
  { sign: /Linux/, name: { ja: 'Linux パソコン', en: 'Linux PC' } },
]
const HAND_HELD = /iPhone|iPad|Android/
const PHONE: Record<Locale, string> = { ja: 'スマートフォン', en: 'Smartphone' }

/**
 * What the field holds before anybody types (CON-11), a proposal and no more: the phone or tablet that asks; at a
 * computer, whose screen was scanned, the phone that most likely did it.
 */
export function proposeDeviceName(userAgent: string | undefined, locale: Locale): string {
  const here = HAND_HELD.test(userAgent ?? '') ? deviceKind(userAgent, locale) : undefined
  return here ?? PHONE[locale]
}

/** The kind of device that asks, in words; undefined for one that we do not know. */
export function deviceKind(userAgent: string | undefined, locale: Locale): string | undefined {
  return DEVICES.find(({ sign }) => sign.test(userAgent ?? ''))?.name[locale]
}
