import { romajiForms } from './romaji.ts'

// What everybody knows about this kind of site (ASVS 6.2.11), whatever the society is called.
const TRADE = [
  'kenpo',
  'kenpokumiai',
  'kenkouhoken',
  'kenkohoken',
  'hokensho',
  'hokenshou',
  'kanyusha',
  'kumiai',
  'mypage',
]
// Shorter ones turn up in random passwords by accident; the estimate still knows them.
const SHORTEST = 4

/**
 * What a password must not consist of: each text of `context` (names, kana, IDs, local parts, dates) as a whole and in its
 * words, folded to small half-width letters and digits, kana also in Latin letters. Longest first.
 */
export function contextTerms(context: readonly string[]): string[] {
  const terms = context.flatMap((text) => {
    const words = text
      .normalize('NFKC')
      .toLowerCase()
      .split(/[^\p{L}\p{N}\p{M}ー]+/u)
    const spelled = words.map(romajiForms)
    return [words.join(''), ...words, ...spelled.flat(), ...joined(spelled)]
  })
  return [...new Set([...terms, ...TRADE])]
    .filter((term) => term.length >= SHORTEST)
    .sort((a, b) => b.length - a.length)
}

/** How many characters of the password are left, and must really be guessed, when every term is taken out of it. */
export function lengthWithout(password: string, terms: readonly string[]): number {
  const left = terms.reduce((text, term) => text.replaceAll(term, ''), password.normalize('NFKC').toLowerCase())
  return Array.from(left).length
}

// ヤマダ タロウ → yamadatarou, yamadataro: family and given name in the same spelling, run together.
function joined(spelled: readonly string[][]): string[] {
  const forms = Math.max(0, ...spelled.map((word) => word.length))
  return Array.from({ length: forms }, (_, form) => spelled.map((word) => word[form] ?? word[0] ?? '').join(''))
}
