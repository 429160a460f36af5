import type { Judged } from './judge.ts'
import type { MemberKey, MemberRow } from './member-row.ts'
import { SeenKeys } from './seen-keys.ts'

/** What a dry run has decided so far and the database does not show: keys that people gave up, and user IDs that were given. */
export type Rehearsal = {
  /** Whoever stands in the database under a key of these rows and has moved away earlier in the file. */
  readonly goneFrom: (rows: readonly MemberRow[]) => readonly string[]
  /** False when another row of the file has the ID already. */
  readonly claimId: (id: string, line: number) => boolean
  readonly note: (writes: readonly Judged[]) => void
}

export function newRehearsal(): Rehearsal {
  const givenUp = new Map<string, string>()
  const given = new SeenKeys()
  return {
    goneFrom: (rows) =>
      givenUp.size === 0
        ? []
        : rows.flatMap((row) =>
            [row, ...(row.former ? [row.former] : [])].flatMap((key) => givenUp.get(keyText(key)) ?? []),
          ),
    claimId: (id, line) => given.firstLineOf(id, line) === undefined,
    note(writes) {
      for (const { change, row } of writes)
        if (change.kind === 'moved' && row.former) givenUp.set(keyText(row.former), change.accountId)
    },
  }
}

/** No part of a key holds a tab. */
function keyText({ symbol, number, branch }: MemberKey): string {
  return `${symbol}\t${number}\t${branch}`
}
