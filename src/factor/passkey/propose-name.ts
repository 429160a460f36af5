import { checkDeviceName, LONGEST_DEVICE_NAME } from '../../account/device-name.ts'
import { texts } from '../../texts/catalogue.ts'
import type { Locale } from '../../texts/codes.ts'
import { providerOf } from './provider.ts'

/** How a device is called, and in which language. */
export type NamedDevice = { readonly name: string; readonly locale: Locale }

/**
 * A name for a new passkey: the device that asked, with who keeps it where that says more, and a number where the owner
 * has one of that name already. `device` is how this browser's device is called in its language.
 */
export function proposePasskeyName(
  { name: device, locale }: NamedDevice,
  aaguid: string,
  taken: readonly string[],
): string {
  const provider = providerOf(aaguid, locale)
  const plain = provider ? texts(locale).devices.keptBy(device, provider) : device
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
