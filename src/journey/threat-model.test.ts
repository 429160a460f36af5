import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { beginnings } from '../../test/support/journey-explorer.ts'
import { real } from '../../test/support/journey-modules.ts'
import { type Beginning, furthest, holdings, type Row } from '../../test/support/journey-reach.ts'

const page = await readFile(join(import.meta.dirname, '../../docs/threat-model.md'), 'utf8')
const columns = [...page.matchAll(/\*\*([A-M])\*\* ([^·\n]+?)(?= ·|\n)/g)].map(([, , name = '']) => name)
const table = page
  .split('\n')
  .filter((line) => line.startsWith('| ') && line.split('|').length === columns.length + 3)
  .slice(1)

describe('docs/threat-model.md', () => {
  it('names every state that an account can be found in', () => {
    assert.deepEqual(columns, Object.keys(beginnings))
  })

  it('says in every cell what the code lets happen', () => {
    const words = { nothing: '–', 'asked for more': 'asked', changes: 'all' }
    const cell = (row: Row, column: string) => {
      const { reach } = furthest(real, row, column as Beginning)
      return words[reach as keyof typeof words] ?? reach
    }
    const rows = Object.keys(holdings) as Row[]
    assert.deepEqual(
      table,
      rows.map((row) => `| ${[row, ...columns.map((column) => cell(row, column))].join(' | ')} |`),
    )
  })
})
