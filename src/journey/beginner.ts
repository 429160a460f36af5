import type { MemberFacts } from './facts.ts'

/** Whoever has a letter and has done nothing yet; the file of the society had their address at `onFileAt`. */
export const beginner = (onFileAt: number): MemberFacts => ({
  standing: 'eligible',
  credentials: [],
  address: {
    id: 'address',
    onFileAt,
    fromFile: true,
    submittedAt: null,
    verifiedAt: null,
    verifiedInVisit: false,
    roots: null,
  },
  declinedMailAt: null,
  heldSince: null,
  hasLastingId: false,
  chosenMethod: null,
  acceptedTerms: 0,
  recoveryPaper: { issued: true, keptAt: null },
  unnamedPasskey: false,
})
