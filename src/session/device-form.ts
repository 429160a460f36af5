export type DeviceForm = 'phone' | 'tablet' | 'computer'

/** What kind of thing a browser runs on, for the words on a button; never used to decide anything. */
export function deviceForm(userAgent: string | undefined): DeviceForm {
  const agent = userAgent ?? ''
  if (/iPhone|Android.*Mobile/.test(agent)) return 'phone'
  return /iPad|Android/.test(agent) ? 'tablet' : 'computer'
}
