import { TOTP } from 'otpauth'
import { TOTP_PARAMETERS } from './parameters.ts'

/**
 * What the QR code says to an authenticator app (OTP-33, TOTP-05; Google's Key URI format). `issuer` is the title of the
 * society's member page, `account` what the member signs in with; without one the label is the issuer alone (OTP-34).
 * The result holds the secret: it belongs in the page of its owner and nowhere else.
 */
export function otpauthUri({
  issuer,
  account,
  secret,
}: {
  issuer: string
  account: string | null
  secret: string
}): string {
  const title = withoutColon(issuer)
  const label = account === null ? title : withoutColon(account)
  return new TOTP({ issuer: title, label, issuerInLabel: account !== null, secret, ...TOTP_PARAMETERS }).toString()
}

// A colon ends the issuer inside the label, also when it is percent-encoded; its full-width twin does not.
function withoutColon(text: string): string {
  return text.replaceAll(':', '：')
}
