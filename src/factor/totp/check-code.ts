// factor/totp: authenticator apps: their secrets, what the set-up page shows, and whether a code is right.
// It knows RFC 6238 and pictures. It must not know accounts, visits, the database, the web or another factor.
// This file: the check of one typed code.
import { Secret, TOTP } from 'otpauth'
import type { Instant } from '../../kernel/clock.ts'
import { TOTP_PARAMETERS } from './parameters.ts'
import { readTotpCode } from './read-code.ts'

export type TotpCheck =
  /** Right; `step` is to be stored as the device's last step in the same transaction, only if it is still newer. */
  | { readonly kind: 'match'; readonly step: number }
  /** A code of a step that was used, or older than one that was used (RFC 6238 §5.2, ASVS 6.5.1, OTP-44). */
  | { readonly kind: 'replayed' }
  | { readonly kind: 'wrong' }
  /** Right for another time: the device's clock is that many seconds ahead (positive) or behind (negative). */
  | { readonly kind: 'clock'; readonly driftSeconds: number }

const WINDOW = 1
// A code of the step just outside the window was most likely typed slowly, and says nothing about a clock.
const TYPED_LATE = -2
const FURTHEST_BEHIND = -20
const FURTHEST_AHEAD = 6

/**
 * Checks a code against a device's secret (Base32) at `now`; `lastStep` is the last step that was accepted from this device.
 * One step to either side is good (TOTP-02, TOTP-04); a clock up to 10 minutes behind or 3 minutes ahead is named.
 *
 * Everything but 'match' is a failed attempt and must be counted as one, 'clock' too: it never lets anybody in, but tells
 * that a guess would be right at another time (8 of a million guesses become useful instead of 3).
 */
export function checkTotp(secret: string, typed: string, now: Instant, lastStep: number | null): TotpCheck {
  const token = readTotpCode(typed)
  if (!token) return { kind: 'wrong' }
  const present = Math.floor(now / (TOTP_PARAMETERS.period * 1000))
  const offset = findOffset(secret, token, now)
  if (offset === null) return { kind: 'wrong' }
  const step = present + offset
  if (lastStep !== null && step <= lastStep) return { kind: 'replayed' }
  if (Math.abs(offset) <= WINDOW) return { kind: 'match', step }
  if (offset === TYPED_LATE) return { kind: 'wrong' }
  return { kind: 'clock', driftSeconds: offset * TOTP_PARAMETERS.period }
}

/** How many steps away from the present the code belongs, the nearest first; null when it belongs nowhere near. */
function findOffset(secret: string, token: string, timestamp: Instant): number | null {
  const check = { ...TOTP_PARAMETERS, token, secret: Secret.fromBase32(secret), timestamp, window: -FURTHEST_BEHIND }
  const offset = TOTP.validate(check)
  return offset !== null && offset <= FURTHEST_AHEAD ? offset : null
}
