import { err, ok, type Result } from '../kernel/result.ts'
import { type Texts, texts } from '../texts/catalogue.ts'
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
const DEVICES: readonly { readonly sign: RegExp; readonly name: (words: Texts['devices']) => string }[] = [
  { sign: /iPhone/, name: () => 'iPhone' },
  { sign: /iPad/, name: () => 'iPad' },
  { sign: /Android.*Mobile/, name: (words) => words.androidPhone },
  { sign: /Android/, name: (words) => words.androidTablet },
  { sign: /Windows/, name: (words) => words.windows },
  { sign: /CrOS/, name: () => 'Chromebook' },
  { sign: /Macintosh/, name: () => 'Mac' },
  { sign: /Linux/, name: (words) => words.linux },
]
const HAND_HELD = /iPhone|iPad|Android/

/**
 * What the field holds before anybody types (CON-11), a proposal and no more: the phone or tablet that asks; at a
 * computer, whose screen was scanned, the phone that most likely did it.
 */
export function proposeDeviceName(userAgent: string | undefined, locale: Locale): string {
  const here = HAND_HELD.test(userAgent ?? '') ? deviceKind(userAgent, locale) : undefined
  return here ?? texts(locale).devices.phone
}

/** The kind of device that asks, in words; undefined for one that we do not know. */
export function deviceKind(userAgent: string | undefined, locale: Locale): string | undefined {
  return DEVICES.find(({ sign }) => sign.test(userAgent ?? ''))?.name(texts(locale).devices)
}
