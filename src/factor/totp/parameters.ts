/** How every code is made (OTP-13 … OTP-16): time-based, SHA1, 6 digits, 30 seconds. Others break common apps (TOTP-03). */
export const TOTP_PARAMETERS = { algorithm: 'SHA1', digits: 6, period: 30 } as const
