/** The pure modules of the journey as one value, so that a check can be run on the real ones and on spoiled copies. */
import * as attempts from '../../src/account/attempts.ts'
import * as evidence from '../../src/journey/evidence.ts'
import * as methods from '../../src/journey/methods.ts'
import * as decision from '../../src/journey/next-step.ts'
import * as outstanding from '../../src/journey/outstanding.ts'
import * as restore from '../../src/journey/restore.ts'
import * as step from '../../src/journey/step.ts'

export type Journey = typeof attempts &
  typeof evidence &
  typeof methods &
  typeof decision &
  typeof outstanding &
  typeof restore &
  typeof step

export const real: Journey = { ...attempts, ...evidence, ...methods, ...decision, ...outstanding, ...restore, ...step }
