/**
 * Starts `count` tries in the same turn and waits for all: what came back, and what was thrown. A race has something to
 * show only on a server: the embedded database has a single connection.
 */
export async function atOnce<T>(
  count: number,
  tryIt: (n: number) => Promise<T>,
): Promise<{ returned: T[]; thrown: unknown[] }> {
  const outcomes = await Promise.allSettled(Array.from({ length: count }, (_, n) => tryIt(n)))
  return {
    returned: outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : [])),
    thrown: outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : [])),
  }
}
