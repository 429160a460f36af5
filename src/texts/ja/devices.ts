/** What devices and the keepers of passkeys are called where their maker's own name is not enough (CON-11, PSK-08). */
export const devices = {
  androidPhone: 'Android のスマートフォン',
  androidTablet: 'Android のタブレット',
  windows: 'Windows パソコン',
  linux: 'Linux パソコン',
  phone: 'スマートフォン',
  google: 'Google パスワード マネージャー',
  apple: 'iCloud キーチェーン',
  keptBy: (device: string, keeper: string) => `${device}（${keeper}）`,
}
