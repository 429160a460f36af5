import type { PasskeyKind } from '../texts/codes.ts'

/** By its transports, best guess first: a synced passkey says both `internal` and `hybrid`. */
export function passkeyKind(transports: readonly string[]): PasskeyKind {
  if (transports.includes('internal')) return 'internal'
  if (transports.includes('hybrid')) return 'phone'
  return transports.some((transport) => ['usb', 'nfc', 'ble', 'smart-card'].includes(transport)) ? 'key' : 'other'
}
