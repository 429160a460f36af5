/**
 * Why a mail was not sent this time; the queue tries it again. Says only what may stand in a log and in the queue's own
 * tables: servers quote addresses in their answers, so no answer of theirs gets in.
 */
export class TryLater extends Error {
  /** Whether the server itself is away or refuses us, so that any other mail would fare no better now. */
  readonly everything: boolean

  /** @param reason a short code such as `ECONNECTION` or `RCPT TO 450` */
  constructor(reason: string, { everything }: { everything: boolean }) {
    super(reason)
    this.name = 'TryLater'
    this.everything = everything
  }
}
