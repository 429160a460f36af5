import { type Texts, texts } from '../../texts/catalogue.ts'
import type { Locale } from '../../texts/codes.ts'

const google = ({ google: name }: Texts['devices']) => name
const apple = ({ apple: name }: Texts['devices']) => name

/**
 * Who keeps a passkey, by its AAGUID: only to propose a name by which its owner knows it again, never for trust (WA-04).
 * From the community list github.com/passkeydeveloper/passkey-authenticator-aaguids; those that members here may meet.
 */
const PROVIDERS: Readonly<Record<string, string | ((words: Texts['devices']) => string)>> = {
  'ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4': google,
  'adce0002-35bc-c60a-648b-0b25f1f05503': 'Chrome',
  'fbfc3007-154e-4ecc-8c0b-6e020557d7bd': apple,
  'dd4ec289-e01d-41c9-bb89-70fa845d4bf2': apple,
  '08987058-cadc-4b81-b6e1-30de50dcbe96': 'Windows Hello',
  '9ddd1817-af5a-4672-a2b9-3e3dd95000a9': 'Windows Hello',
  '6028b017-b1d4-4c02-b4b3-afcdafc96bb2': 'Windows Hello',
  '53414d53-554e-4700-0000-000000000000': 'Samsung Pass',
  'bada5566-a7aa-401f-bd96-45619a55120d': '1Password',
  'd548826e-79b4-db40-a3d8-11116f7e8349': 'Bitwarden',
  '531126d6-e717-415c-9320-3d9aa6981239': 'Dashlane',
  '50726f74-6f6e-5061-7373-50726f746f6e': 'Proton Pass',
}

/** As its maker calls it in this language; undefined for all others. Apple and others often say nothing (an AAGUID of zeros). */
export function providerOf(aaguid: string, locale: Locale): string | undefined {
  const name = PROVIDERS[aaguid]
  return typeof name === 'function' ? name(texts(locale).devices) : name
}
