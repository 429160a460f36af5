import type { LetterRefusal } from '../staff/letters/may-get-letter.ts'
import type { Refused } from '../staff/letters/plan.ts'
import type { Io } from './io.ts'
import { type LetterWords, LISTED } from './letter-options.ts'

/** What is expected where a whole group is chosen; everything else is somebody's to mend. */
const EXPECTED: readonly LetterRefusal[] = ['hasLetter']

/**
 * Tells who gets no letter and why: each by name where they were named, or where somebody must do something; the rest as a number.
 * `finish` writes the sums and says how many are somebody's to mend.
 */
export function refusalReport(t: LetterWords, io: Io, named: boolean) {
  const sums = new Map<LetterRefusal, number>()
  let listed = 0
  return {
    add({ label, why, detail }: Refused): void {
      sums.set(why, (sums.get(why) ?? 0) + 1)
      if (!named && EXPECTED.includes(why)) return
      listed += 1
      if (listed <= LISTED) io.err(t.refusalLine(label, t.refusals[why], detail ?? ''))
    },
    finish(): { failed: number } {
      if (listed > LISTED) io.err(t.more(listed - LISTED))
      if (!named) for (const [why, count] of sums) io.out(t.refused(count, t.refusals[why]))
      return { failed: listed }
    },
  }
}
