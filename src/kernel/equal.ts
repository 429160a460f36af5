import { createHash, timingSafeEqual } from 'node:crypto'

/** Compares two secrets in a time that depends on neither, also when their lengths differ. */
export function equal(a: string | Uint8Array, b: string | Uint8Array): boolean {
  return timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest())
}
