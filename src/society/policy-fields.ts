import * as v from 'valibot'

/** The building blocks of the policy schema; every one carries what the generated page says about it. */

/** Lower case, labels of 1 to 63 characters, a port where it has one; no trailing dot. */
export const hostShape =
  /^(?=.{1,253}(?::|$))[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*(:\d{1,5})?$/
const webAddressShape = /^https:\/\/[^/?#@\s]+([/?#]|$)/

export const about = v.description

export const text = (most: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(most))

/** A whole number; `why` says why it is not smaller. */
export const whole = (least: number, most: number, why = '') =>
  v.pipe(v.number(), v.integer(), v.minValue(least, `at least ${least}${why}`), v.maxValue(most, `at most ${most}`))

export const colour = () => v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/, 'write a colour as #rrggbb in lower case'))

/** A host as it stands in a Host header: lower case, its port where it has one, no trailing dot. */
export const host = () =>
  v.pipe(
    v.string(),
    v.regex(
      hostShape,
      'write a host in lower case, without scheme, path or trailing dot; a Japanese name in its xn-- form',
    ),
  )

export const mailAddress = () => v.pipe(v.string(), v.email('this is not a mail address'), v.maxLength(255))

export const webAddress = () =>
  v.pipe(
    v.string(),
    v.url('this is not an address'),
    v.regex(webAddressShape, 'the address must start with https:// and carry no user name'),
  )

/** One of some words, each with its meaning. */
export function choice<const Word extends string>(description: string, values: Record<Word, string>) {
  return v.pipe(v.picklist(Object.keys(values) as Word[]), about(description), v.metadata({ values }))
}
