import type { Situation } from '../journey/situation.ts'

/**
 * Something living that the account signs in with beside its password, by the id that a page named; anybody else's is none.
 * Mailed codes have the id of the address that they go to.
 */
export type OwnDevice = {
  readonly id: string
  readonly factor: 'totp' | 'passkey' | 'mailCode'
  /** For mailed codes the address. */
  readonly name: string | null
}

export function ownDevice({ devices, passkeys, address, facts }: Situation, id: string): OwnDevice | undefined {
  const app = devices.find((device) => device.id === id)
  if (app) return { id, factor: 'totp', name: app.name }
  const passkey = passkeys.find((one) => one.id === id)
  if (passkey) return { id, factor: 'passkey', name: passkey.name }
  const mailed = facts.member?.credentials.some((owned) => owned.factor === 'mailCode' && owned.id === id)
  return mailed && address ? { id, factor: 'mailCode', name: address.address } : undefined
}
