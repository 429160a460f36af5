import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { SeenKeys } from './seen-keys.ts'

describe('seen keys', () => {
  it('knows the first line of every key through all its growth', () => {
    const seen = new SeenKeys()
    for (let n = 1; n <= 20_000; n++) assert.equal(seen.firstLineOf(`key ${n}`, n), undefined)
    for (let n = 1; n <= 20_000; n++) assert.equal(seen.firstLineOf(`key ${n}`, 99_999), n)
  })
})
