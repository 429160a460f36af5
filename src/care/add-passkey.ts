import { bindsPasskey, type EnrolPasskeyForm } from '../journey/acts/enrol-passkey.ts'
import type { Society } from '../society/society-directory.ts'

/** LMP-07, PSK-03: one more passkey, beside what is there; what this visit has shown are its roots. */
export const addPasskey = (society: Society, form: EnrolPasskeyForm) =>
  bindsPasskey(society, form, (step) => step.kind === 'done')
