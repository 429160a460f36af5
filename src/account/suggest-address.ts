/** A hint for slips in well-known mail domains (gmal.com → gmail.com, MAIL-03). It only asks; the address stays as typed. */

const WELL_KNOWN = [
  'gmail.com', 'yahoo.co.jp', 'ymail.ne.jp', 'docomo.ne.jp', 'ezweb.ne.jp', 'softbank.ne.jp', 'i.softbank.jp', 'ymobile.ne.jp',
  'uqmobile.jp', 'rakumail.jp', 'icloud.com', 'outlook.com', 'outlook.jp', 'hotmail.com', 'hotmail.co.jp', 'yahoo.com', 'nifty.com',
  'biglobe.ne.jp', 'ocn.ne.jp', 'so-net.ne.jp', 'plala.or.jp', 'dion.ne.jp',
] // biome-ignore format: a list

// Whole wrong endings that are further than one slip away.
const WRONG_ENDINGS: Readonly<Record<string, string>> = {
  'gmail.co.jp': 'gmail.com',
  'gmail.jp': 'gmail.com',
  'gmail.ne.jp': 'gmail.com',
  'docomo.co.jp': 'docomo.ne.jp',
  'docomo.jp': 'docomo.ne.jp',
  'docomo.com': 'docomo.ne.jp',
  'ezweb.co.jp': 'ezweb.ne.jp',
  'ezweb.jp': 'ezweb.ne.jp',
  'yahoo.jp': 'yahoo.co.jp',
  'yahoo.ne.jp': 'yahoo.co.jp',
  'icloud.co.jp': 'icloud.com',
  'icloud.jp': 'icloud.com',
  'i.softbank.ne.jp': 'i.softbank.jp',
}

// One slip away from a well-known one, and yet real.
const REAL = new Set(['mail.com', 'email.com', 'ymail.com', 'gmx.com', 'hotmail.co.uk', 'yahoo.co.in', 'yahoo.co.id'])

/** The probable address for a checked one, or undefined if nothing looks like a slip. */
export function suggestAddress(address: string): string | undefined {
  const at = address.lastIndexOf('@')
  const domain = address.slice(at + 1).toLowerCase()
  if (at < 1 || WELL_KNOWN.includes(domain) || REAL.has(domain)) return undefined
  const meant = WRONG_ENDINGS[domain] ?? WELL_KNOWN.find((known) => isOneSlipFrom(domain, known))
  return meant && `${address.slice(0, at)}@${meant}`
}

/** One sign too many, missing or wrong, or two neighbours swapped. */
function isOneSlipFrom(typed: string, meant: string): boolean {
  let start = 0
  while (start < typed.length && typed[start] === meant[start]) start++
  let end = 0
  while (end < Math.min(typed.length, meant.length) - start && typed.at(-1 - end) === meant.at(-1 - end)) end++
  const [left, right] = [typed.slice(start, typed.length - end), meant.slice(start, meant.length - end)]
  if (left.length <= 1 && right.length <= 1) return left !== right
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0]
}
