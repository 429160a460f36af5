import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parse } from 'csv-parse/sync'
import { readRecords } from './read-records.ts'

const SIGNS = ['a', ',', '"']
const LONGEST = 8

/** Every line of these signs. */
function* lines(length: number): Generator<string> {
  if (length === 0) return yield ''
  for (const start of lines(length - 1)) for (const sign of SIGNS) yield start + sign
}

/** What the library makes of it; undefined where it is no record. */
function byLibrary(text: string): readonly string[] | undefined {
  try {
    return parse(text, { record_delimiter: '\n', relax_column_count: true, skip_empty_lines: false })[0] ?? ['']
  } catch {
    return undefined
  }
}

async function* onlyLine(text: string) {
  yield [{ number: 1, text, tooLong: false, ended: true }]
}

describe('the records of a member file', () => {
  it(`are those of RFC 4180 for every line of up to ${LONGEST} commas, quotes and letters`, async () => {
    for (let length = 0; length <= LONGEST; length++)
      for (const text of lines(length)) {
        const records = (await Array.fromAsync(readRecords(onlyLine(text), () => true))).flat()
        const read = records.map((record) => ('cells' in record ? record.cells : undefined))
        assert.deepEqual(read, [byLibrary(text)], text)
      }
  })
})
