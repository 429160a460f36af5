import { foldDigits } from '../../kernel/fold.ts'
import { TOTP_PARAMETERS } from './parameters.ts'

const CODE = new RegExp(`^[0-9]{${TOTP_PARAMETERS.digits}}$`)

/**
 * The code as typed, pasted or spoken: without spaces and hyphens, in half-width digits (OTP-41, TOTP-06). Undefined when
 * it is not a code at all; that costs no attempt.
 */
export function readTotpCode(typed: string): string | undefined {
  const code = foldDigits(typed)
  return CODE.test(code) ? code : undefined
}
