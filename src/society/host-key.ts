/**
 * The form in which a Host header is compared: lower case, with its port where it has one. Undefined for what is no
 * plain host: empty, with a trailing dot, with anything but letters, digits, hyphens and dots (RFC 9110 §7.2).
 */
export function hostKey(header: string | undefined): string | undefined {
  if (header === undefined || header.length > 259) return undefined
  const host = header.toLowerCase()
  return /^[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?$/.test(host) ? host : undefined
}
