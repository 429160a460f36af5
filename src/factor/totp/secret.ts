import { Secret } from 'otpauth'

const SECRET_BYTES = 20
const GROUP = 4

/** A new shared secret: 160 random bits as 32 Base32 characters (OTP-08, RFC 4226 §4 R6). Store it sealed only (TOTP-07). */
export function newTotpSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32
}

/** The secret as it is shown for typing: 8 groups of 4 (OTP-08). */
export function groupSecret(secret: string): string {
  return secret.replace(new RegExp(`.{${GROUP}}(?=.)`, 'g'), '$& ')
}
