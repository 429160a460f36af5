/** Which mail addresses are taken, how they are compared and how they are shown. No mail is sent from here. */
import { foldHyphens, foldIdentifier } from '../kernel/fold.ts'
import { err, ok, type Result } from '../kernel/result.ts'

/** EML-12: 256 characters or more are refused. */
export const LONGEST_ADDRESS = 255

/** The errors of EML-09…12. 'taken' (EML-10) is decided by the database; 'tooLong' always comes after 'invalid' (EML-13). */
export type MailAddressProblem = 'missing' | 'taken' | 'invalid' | 'tooLong'

/** `legacy` also takes the dots that Japanese carriers once allowed (`taro..y.@docomo.ne.jp`, MAIL-03). */
export type MailSyntax = 'strict' | 'legacy'

/** The address as it will be written to, folded and with a small domain, or all that is wrong with it. */
export function checkMailAddress(typed: string, syntax: MailSyntax): Result<string, readonly MailAddressProblem[]> {
  const address = foldAddress(typed)
  if (address === '') return err(['missing'])
  if (address.length > LONGEST_ADDRESS) return err(['invalid', 'tooLong'])
  const at = address.lastIndexOf('@')
  const local = address.slice(0, at)
  const domain = address.slice(at + 1).toLowerCase()
  const valid = at > 0 && isDomain(domain) && (isLocal(local) || (syntax === 'legacy' && isOldCarrier(local, domain)))
  return valid ? ok(`${local}@${domain}`) : err(['invalid'])
}

/** The comparison form: two addresses with the same key are one address to us (whole address in small letters). */
export function addressKey(address: string): string {
  return foldAddress(address).toLowerCase()
}

/** 'ta***@example.jp': recognised by its owner, of no use to others; the stars never count the hidden signs. */
export function maskAddress(address: string): string {
  const at = address.lastIndexOf('@')
  if (at < 0) return '***'
  const local = address.slice(0, at)
  return `${local.slice(0, Math.min(2, Math.floor(local.length / 2)))}***${address.slice(at)}`
}

// What no rule below changes; most addresses of a file.
const PLAIN = /^[\x21-\x7e]*$/

// Full-width ＠ and spaces are folded; keyboards that correct words put a space after each dot (MAIL-03, DATA-09), and
// Japanese ones write 。 and ー.
// Far longer texts are left alone: they are refused anyway, and the pattern would take its time over a page of spaces.
function foldAddress(typed: string): string {
  const folded = foldIdentifier(typed)
  if (PLAIN.test(folded)) return folded
  if (folded.length > 4 * LONGEST_ADDRESS) return folded
  return foldHyphens(folded)
    .replaceAll('。', '.')
    .replace(/\s*([@.])\s*/g, '$1')
}

// RFC 5321 dot-string of at most 64 octets, without the signs that mean something to old mail routers and shells (EML-11: "?" 等).
const ATOM = "[A-Za-z0-9_+/=&'~-]+"
const LOCAL = new RegExp(`^${ATOM}(?:\\.${ATOM})*$`)

function isLocal(local: string): boolean {
  return local.length <= 64 && LOCAL.test(local)
}

const OLD_CARRIERS =
  /^(?:docomo\.ne\.jp|ezweb\.ne\.jp|au\.com|(?:i\.)?softbank(?:\.ne)?\.jp|(?:[a-z]\.)?vodafone\.ne\.jp|disney\.ne\.jp)$/

function isOldCarrier(local: string, domain: string): boolean {
  return OLD_CARRIERS.test(domain) && /^[A-Za-z0-9][A-Za-z0-9._+/-]{0,63}$/.test(local)
}

// Host names of RFC 1123 with at least two labels; the last is no number, so that no bare network address passes.
function isDomain(domain: string): boolean {
  const labels = domain.split('.')
  const wellFormed = labels.every((label) => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(label))
  return (
    wellFormed &&
    labels.length >= 2 &&
    domain.length <= 253 &&
    /^(?:[a-z]{2,}|xn--[a-z0-9-]+)$/.test(labels.at(-1) ?? '')
  )
}
