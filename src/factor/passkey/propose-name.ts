import { checkDeviceName, LONGEST_DEVICE_NAME } from '../../account/device-name.ts'
import { providerOf } from './provider.ts'

/**
 * A name for a new passkey: the device that asked, with who keeps it where that says more, and a number where the owner
 * has one of that name already. `devices` is how this browser's device is called.
 */
export function proposePasskeyName(device: string, aaguid: string, taken: readonly string[]): string {
  const provider = providerOf(aaguid)
  const plain = provider ? `${device}（${provider}）` : device
  const checked = checkDeviceName(
    Array.from(plain)
      .slice(0, LONGEST_DEVICE_NAME - 3)
      .join(''),
  )
  const name = checked.ok ? checked.value : device
  if (!taken.includes(name)) return name
  const number = taken.map((_, at) => at + 2).find((at) => !taken.includes(`${name} ${at}`))
  return `${name} ${number ?? taken.length + 2}`
}
