import assert from 'node:assert/strict'
import { it } from 'node:test'
import { fuzz } from '../support/fuzz.ts'

// The long form is a command of its own: npm run bench fuzz.
it('2000 generated requests end without a defect, a hang or a row of another society', async () => {
  const { statuses } = await fuzz(2000, 20261121)
  for (const status of [200, 303, 404, 405, 422]) assert.ok(statuses.has(status), `none was answered by ${status}`)
})
