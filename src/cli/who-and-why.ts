/** Longer ones would be stories; they stand in the history for years. */
const LONGEST = 200

// A name with signs that nobody can see would name nobody, or somebody else.
const UNSEEN = /[\p{Cc}\p{Cf}]/u

/** The name of whoever does it, as it goes into the history; undefined for what is no name. */
export function readWho(text: string | undefined): string | undefined {
  const name = text?.trim()
  return name && name.length <= LONGEST && !UNSEEN.test(name) ? name : undefined
}

/** Who does it and why; both are written into the history. Undefined where one is missing. */
export function whoAndWhy(values: { by?: string | undefined; reason?: string | undefined }) {
  const [by, reason] = [readWho(values.by), values.reason?.trim()]
  return by && reason && reason.length <= LONGEST ? { by, reason } : undefined
}
