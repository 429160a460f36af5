// Sample data for every screen and its main states; no real person, society or secret.
import type { Locale } from '../src/texts/codes.ts'
import type { Html } from '../src/web/views/template.ts'
import { doors } from './screens/doors.ts'
import { enrolment } from './screens/enrolment.ts'
import { inside } from './screens/inside.ts'
import { proofs } from './screens/proofs.ts'
import { frame } from './screens/sample.ts'
import { sitting } from './screens/sitting.ts'
import { troubles } from './screens/troubles.ts'
import { waysBack } from './screens/ways-back.ts'

/** Every screen in one language, by file name. */
export function screens(locale: Locale): Record<string, Html> {
  const base = frame(locale)
  return {
    ...doors(base),
    ...waysBack(base),
    ...sitting(base),
    ...enrolment(base),
    ...proofs(base),
    ...inside(base),
    ...troubles(base),
  }
}
