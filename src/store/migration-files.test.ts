import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { type MigrationFile, pendingOf, readMigrations } from './migration-files.ts'

const file = (name: string, checksum = 'a'): MigrationFile => ({ name, sql: '', checksum })
const [one, two, three] = [file('0001-one.sql'), file('0002-two.sql'), file('0003-three.sql')]

describe('what is left to apply', () => {
  it('is everything in an empty database, and what comes after the last in another', () => {
    assert.deepEqual(pendingOf([one, two], []), [one, two])
    assert.deepEqual(pendingOf([one, two], [one]), [two])
    assert.deepEqual(pendingOf([one, two], [one, two]), [])
  })

  it('is nothing to guess at when the past was rewritten', () => {
    assert.throws(() => pendingOf([file('0001-one.sql', 'b')], [one]), /was changed/)
    assert.throws(() => pendingOf([one], [one, two]), /does not know/)
    assert.throws(() => pendingOf([one, two, three], [one, three]), /0002-two\.sql comes before 0003-three\.sql/)
  })
})

describe('the folder of migrations', () => {
  let folder: string
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'genkan-test-'))
  })
  after(() => rm(folder, { recursive: true }))

  it('is read in order, and a line ending is no change', async () => {
    await writeFile(join(folder, '0002-b.sql'), 'select 1;\r\nselect 2;\r\n')
    await writeFile(join(folder, '0001-a.sql'), 'select 1;\nselect 2;\n')
    await writeFile(join(folder, 'notes.txt'), 'not a migration')
    const files = await readMigrations(folder)
    assert.deepEqual(
      files.map(({ name }) => name),
      ['0001-a.sql', '0002-b.sql'],
    )
    assert.equal(files[0]?.checksum, files[1]?.checksum)
  })

  it('takes no number twice and no name of another shape', async () => {
    await writeFile(join(folder, '0002-c.sql'), '')
    await assert.rejects(readMigrations(folder), /two files have the number of 0002-c\.sql/)
    await rm(join(folder, '0002-c.sql'))
    await writeFile(join(folder, '3-c.sql'), '')
    await assert.rejects(readMigrations(folder), /3-c\.sql is not named/)
  })
})
