import type { Facts } from './facts.ts'

/** The member gave an address that is not verified yet; the sitting did not wait for it (CON-03), and it carries nothing. */
export function mailIsPending({ member }: Facts): boolean {
  return member?.address?.submittedAt != null && member.address.verifiedAt === null
}
