import { readDigits } from '../../kernel/fold.ts'
import { TOTP_PARAMETERS } from './parameters.ts'

/**
 * The code as typed, pasted or spoken: without spaces and hyphens, in half-width digits, or out of the words around it (OTP-41, TOTP-06). Undefined when
 * it is not a code at all; that costs no attempt.
 */
export function readTotpCode(typed: string): string | undefined {
  return readDigits(typed, TOTP_PARAMETERS.digits)
}
