import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { contrast } from '../../society/contrast.ts'
import { societyCss } from './society-css.ts'

const colours = { accent: '#b0245f', onAccent: '#ffffff', accentDark: '#f7a8c4', onAccentDark: '#1a1a1a' }

describe('the stylesheet of a society', () => {
  it('carries its colours for the light and the dark page', () => {
    const [light = '', dark = ''] = societyCss(colours).split('@media screen and (prefers-color-scheme:dark)')
    assert.match(light, /^:root\{--accent:#b0245f;--on-accent:#ffffff;/)
    assert.match(dark, /^\{:root\{--accent:#f7a8c4;--on-accent:#1a1a1a;/)
  })

  it('text in the strong shade can be read on the tinted grounds, even for the palest colour that a policy may have', () => {
    const palest = { accent: '#767676', onAccent: '#ffffff', accentDark: '#808080', onAccentDark: '#000000' }
    const pages = societyCss(palest).split('@media')
    for (const page of pages) {
      const value = (name: string) => new RegExp(`--${name}:(#[0-9a-f]{6})`).exec(page)?.[1] ?? ''
      for (const ground of ['accent-soft', 'accent-wash'])
        assert.ok(
          contrast(value('accent-strong'), value(ground)) >= 4.5,
          `${ground} ${value('accent-strong')} on ${value(ground)}`,
        )
    }
  })

  it('takes nothing that could end the declaration', () => {
    for (const accent of ['red', '#fff', '#b0245f}body{display:none', 'url(//evil.example)', ''])
      assert.throws(() => societyCss({ ...colours, accent }), /not a colour/)
  })
})
