import { randomBytes, randomInt } from 'node:crypto'

/** `n` decimal digits, each uniformly random (CSPRNG; ASVS 6.5.3). */
export function randomDigits(n: number): string {
  return Array.from({ length: n }, () => randomInt(10)).join('')
}

/** A URL-safe token of `bytes` random bytes. */
export function randomToken(bytes: number): string {
  return randomBytes(bytes).toString('base64url')
}
