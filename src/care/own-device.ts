import type { Situation } from '../journey/situation.ts'

/** A living device of the account, by the id that a page named; anybody else's is none. */
export type OwnDevice = { readonly id: string; readonly factor: 'totp' | 'passkey'; readonly name: string | null }

export function ownDevice({ devices, passkeys }: Situation, id: string): OwnDevice | undefined {
  const app = devices.find((device) => device.id === id)
  if (app) return { id, factor: 'totp', name: app.name }
  const passkey = passkeys.find((one) => one.id === id)
  return passkey && { id, factor: 'passkey', name: passkey.name }
}

/** The table that a device stands in. */
export const tableOf = ({ factor }: OwnDevice) => (factor === 'totp' ? ('totp_device' as const) : ('passkey' as const))
