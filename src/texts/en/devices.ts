import type { devices as ja } from '../ja/devices.ts'

export const devices: typeof ja = {
  androidPhone: 'Android phone',
  androidTablet: 'Android tablet',
  windows: 'Windows PC',
  linux: 'Linux PC',
  phone: 'Smartphone',
  google: 'Google Password Manager',
  apple: 'iCloud Keychain',
  keptBy: (device, keeper) => `${device} (${keeper})`,
}
