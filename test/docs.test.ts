import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { generatedDocuments, outdatedDocuments } from '../scripts/generate-docs.ts'
import { minimalPolicyFile } from '../scripts/minimal-policy-file.ts'
import { policyKeys } from '../scripts/policy-keys.ts'
import { readPolicy } from '../src/society/validate-policy.ts'

describe('the generated pages', () => {
  it('are what their code says now (else: node scripts/generate-docs.ts)', async () => {
    assert.deepEqual(await outdatedDocuments(), [])
  })

  it('are noticed when they are not', async () => {
    const [first] = generatedDocuments
    assert.ok(first)
    const changed = { path: first.path, render: async () => `${await first.render()}.` }
    assert.deepEqual(await outdatedDocuments([changed]), [first.path])
  })

  it('STF-10 name every key of a policy, with a meaning for every word', () => {
    const keys = policyKeys()
    assert.ok(keys.length > 50)
    for (const { path, about, words, values } of keys) {
      assert.ok(about.length > 5, path)
      assert.doesNotMatch(values, /undefined/, path)
      assert.ok(
        words.every(([, meaning]) => meaning.length > 0),
        path,
      )
    }
  })

  it('show a smallest policy file that is valid', () => {
    assert.equal(readPolicy(minimalPolicyFile).ok, true)
  })
})
