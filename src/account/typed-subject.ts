import type { Keyring } from '../kernel/keyring.ts'
import { addressKey } from './mail-address-rule.ts'

/** Whose counter a try at the door is: that of what was typed (folded by `userIdKey`), existing or not (invariant 1). */
export function typedSubject(keyring: Keyring, societyId: number, key: string): string {
  return keyring.mac('typed-identifier', String(societyId), addressKey(key))
}
