import type { auditWords as ja } from '../ja/audit.ts'

const many = (count: number) => count.toLocaleString('en')
const batch = (number: number | null) => (number === null ? 'the last batch' : `batch ${number}`)

const problems: typeof ja.problems = {
  batchMissing: (number) => `${batch(number)} is not there: its checkpoint and events were probably deleted.`,
  batchChanged: (number) =>
    `${batch(number)} is not as it was sealed: its checkpoint was changed, or the key that sealed it is not in GENKAN_KEYS.`,
  eventsMissing: (number) => `${batch(number)} lacks events: some were deleted.`,
  eventsAdded: (number) => `${batch(number)} has events that were not there when it was sealed.`,
  eventsChanged: (number) =>
    `the events of ${batch(number)} are not as they were sealed: contents or order were changed.`,
  purgedReturned: (number) => `the events up to ${batch(number)} were purged, but there are some.`,
  headMissing: () => 'the row that says where the chain ends is gone: newer events may have been deleted.',
  headChanged: () =>
    'the row that says where the chain ends is not as it was sealed: newer events were deleted, or the key is not in GENKAN_KEYS.',
  notAsNoted: (number) => `${batch(number)} is not the one that was noted: the database may have been set back.`,
  late: () => 'events have been waiting for their seal for more than an hour: is genkan serve running?',
}

export const auditWords: typeof ja = {
  problems,
  whole: (society, { events, batches, unsealed }) =>
    `${society}: as it was sealed (${many(events)} events, ${many(batches)} batches; ${many(unsealed)} wait for their seal)`,
  broken: (society, sentence) => `${society}: ${sentence}`,
  between: (from, to) => `its events happened between ${from} and ${to}`,
  purged: (society, { events, batches }) =>
    `${society}: ${many(events)} events (${many(batches)} batches) purged. Their checkpoints stay.`,
  notPurged: (society) =>
    `${society}: the history is not as it was sealed, so nothing was purged: see \`genkan audit verify\``,
  wouldPurge: (society, { events, batches }) =>
    `${society}: ${many(events)} events (${many(batches)} batches) would be purged. Nothing was changed.`,
  exported: (events, file) => `${many(events)} events: ${file}`,
  found: (count, limit) => (count < limit ? `${many(count)} found` : `the newest ${many(limit)}; --limit gives more`),
}
