import { isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'

/**
 * Whether a text that was read as CP932 is UTF-8 in truth (two files pasted together, say): its bytes make whole UTF-8
 * characters. A name in CP932 practically never does: nearly every kanji and every full-width space begins with a byte
 * that UTF-8 allows only inside a character.
 */
export function isMojibake(text: string): boolean {
  return BEGINNING.test(text) && isUtf8(iconv.encode(text, 'cp932'))
}

/** What the first bytes of Japanese UTF-8 characters (E3 to E9) look like in CP932; a look at one character spares the rest. */
const BEGINNING = new RegExp(`^[${charactersFrom(0xe3, 0xe9)}]`)

function charactersFrom(first: number, last: number): string {
  const bytes: number[] = []
  for (let lead = first; lead <= last; lead++) for (let trail = 0x80; trail <= 0xbf; trail++) bytes.push(lead, trail)
  return iconv.decode(Buffer.from(bytes), 'cp932').replaceAll('\uFFFD', '')
}
