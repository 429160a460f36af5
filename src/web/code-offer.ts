import { findOffer, offeredCodes } from '../account/recovery-offer.ts'
import type { Present } from '../journey/find-visit.ts'
import type { PageContext, PageRequest } from './request.ts'
import { grouped, type RecoveryCodesModel } from './views/recovery-codes.ts'

/** What both pages that show recovery codes add to themselves. */
export type CodeNotes = { readonly problem: RecoveryCodesModel['problem'] }

/** The set that this visit is shown. */
export async function codeOffer({ gate, society }: PageRequest, { situation }: Present) {
  const of = { societyId: society.id, visitId: situation.visit.id }
  return gate.database.inSociety(society.id, (tx) => offeredCodes(tx, gate.keyring, of, gate.clock()))
}

/** The same set as a text file; undefined once it is put away, and where no page has shown it. */
export async function codeFile(
  c: PageContext,
  { gate, society }: PageRequest,
  { situation }: Present,
): Promise<Response | undefined> {
  const of = { societyId: society.id, visitId: situation.visit.id }
  const offer = await gate.database.inSociety(society.id, (tx) => findOffer(tx, gate.keyring, of))
  if (!offer) return undefined
  const lines = [society.policy.title, '', ...offer.codes.map(grouped)]
  return c.body(`${lines.join('\r\n')}\r\n`, 200, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Disposition': 'attachment; filename="recovery-codes.txt"',
    'Cache-Control': 'no-store',
  })
}
