// Sample data for every screen and its main states; no real person, society or secret.
import type { Locale } from '../src/texts/codes.ts'
import type { Html } from '../src/web/views/template.ts'
import { care } from './screens/care.ts'
import { doors } from './screens/doors.ts'
import { enrolment } from './screens/enrolment.ts'
import { inside } from './screens/inside.ts'
import { letters } from './screens/letters.ts'
import { proofs } from './screens/proofs.ts'
import { frame } from './screens/sample.ts'
import { sitting } from './screens/sitting.ts'
import { troubles } from './screens/troubles.ts'
import { watch } from './screens/watch.ts'
import { waysBack } from './screens/ways-back.ts'

/** Every screen in one language, by file name. */
export function screens(locale: Locale): Record<string, Html> {
  const base = frame(locale)
  return {
    ...doors(base),
    ...letters(base),
    ...waysBack(base),
    ...sitting(base),
    ...enrolment(base),
    ...proofs(base),
    ...inside(base),
    ...care(base),
    ...watch(base),
    ...troubles(base),
  }
}
