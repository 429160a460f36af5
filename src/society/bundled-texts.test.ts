import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { bundledTexts } from './bundled-texts.ts'
import { presetNames, readPreset } from './read-preset.ts'
import { readPolicy } from './validate-policy.ts'

const textsOf = async (name: (typeof presetNames)[number]) => {
  const policy = readPolicy(await readPreset(name))
  assert.ok(policy.ok)
  return { policy: policy.value, texts: await bundledTexts(policy.value, name) }
}
const articles = (body: string) => body.split(/\n\s*\n/)

describe('the texts that come with Genkan', () => {
  for (const name of presetNames)
    it(`TRM-01 GAP-11 ${name}: terms of its own, in Japanese and English article for article, in the name of the society`, async () => {
      const { policy, texts } = await textsOf(name)
      const { body, bodyEn, title, titleEn } = texts.terms
      assert.equal(title, 'ゲンカン 利用規約')
      assert.equal(titleEn, 'Terms of use of ゲンカン')
      for (const text of [body, bodyEn]) assert.ok(text.includes(policy.societyName) && !/[{}]/.test(text))
      assert.equal(articles(body).length, articles(bodyEn).length)
      for (const [at, article] of articles(body).entries()) {
        assert.match(article, new RegExp(`^第${at + 1}条（.+）\n`))
        assert.match(articles(bodyEn)[at] ?? '', new RegExp(`^Article ${at + 1} \\(.+\\)\n`))
      }
      assert.match(body, /同意.*取り消/)
      assert.match(bodyEn, /withdraw/i)
    })

  it('PLT-35 no two societies have the same', async () => {
    const bodies = await Promise.all(presetNames.map(async (name) => (await textsOf(name)).texts.terms.body))
    assert.equal(new Set(bodies).size, presetNames.length)
  })

  it('a society of somebody else begins with those for everybody', async () => {
    const { policy, texts } = await textsOf('genkan')
    assert.deepEqual((await bundledTexts(policy)).terms, texts.terms)
  })
})
