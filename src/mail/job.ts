// mail: messages (text + HTML), the queue that carries them, and the SMTP transport.
// It must not know visits' secrets, steps or pages: it is told "this code is to be sent", never why somebody asked.
// This file: what a job in the queue may say. Ids only, never a code, an address or a link (design.md §7).
import * as v from 'valibot'

/** Every kind of mail has a society and may have a language; Japanese where none is named. */
const every = {
  societyId: v.pipe(v.number(), v.integer(), v.minValue(1)),
  locale: v.exactOptional(v.picklist(['ja', 'en'])),
}
const id = v.pipe(v.string(), v.uuid())

const mailJob = v.variant('kind', [
  v.strictObject({ kind: v.literal('confirmAddress'), ...every, mailCodeId: id }),
  v.strictObject({ kind: v.literal('proveCode'), ...every, mailCodeId: id }),
  v.strictObject({ kind: v.literal('invitation'), ...every, letterId: id }),
  v.strictObject({ kind: v.literal('activated'), ...every, accountId: id }),
  v.strictObject({
    kind: v.literal('locked'),
    ...every,
    /** Nobody's, where an unknown ID was tried: the same is written for both, and no mail goes out. */
    accountId: id,
    what: v.picklist(['password', 'letter', 'birthDate', 'secondFactor', 'mailCode']),
    at: v.pipe(v.string(), v.isoTimestamp()),
    /** When it opens by itself; null when it does not. */
    until: v.nullable(v.pipe(v.string(), v.isoTimestamp())),
  }),
  /** A code that opens a locked password for one try; the same for unknown IDs. */
  v.strictObject({ kind: v.literal('unlockCode'), ...every, unlockCodeId: id }),
  /** The link or the user ID that somebody asked for; the same for what nobody has. */
  v.strictObject({ kind: v.literal('reset'), ...every, requestId: id }),
  v.strictObject({ kind: v.literal('userId'), ...every, requestId: id }),
  /** Somebody came back by this recovery. */
  v.strictObject({ kind: v.literal('recovered'), ...every, recoveryId: id }),
  v.strictObject({
    kind: v.literal('changed'),
    ...every,
    accountId: id,
    /** Whom to tell; the old address and the new one get a job each. */
    mailAddressId: id,
    what: v.picklist([
      'password',
      'mail',
      'method',
      'device',
      'userId',
      'frozen',
      'restored',
      'recoveryCodes',
      'terms',
    ]),
    /** When it was changed, ISO 8601. */
    at: v.pipe(v.string(), v.isoTimestamp()),
  }),
  /** To the society: somebody's account was stopped. It names nobody. */
  v.strictObject({
    kind: v.literal('frozenMember'),
    ...every,
    accountId: id,
    at: v.pipe(v.string(), v.isoTimestamp()),
  }),
])

/** One mail to be sent to one address. */
export type MailJob = v.InferOutput<typeof mailJob>
export type MailJobOf<Kind extends MailJob['kind']> = Extract<MailJob, { kind: Kind }>

/** A job as it came out of the queue; undefined when this version does not know it. */
export function readMailJob(data: unknown): MailJob | undefined {
  const read = v.safeParse(mailJob, data)
  return read.success ? read.output : undefined
}
