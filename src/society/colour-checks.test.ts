import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { colourProblems, pages, tint } from './colour-checks.ts'
import type { Policy } from './policy.ts'

const genkan = { accent: '#0b5a4a', onAccent: '#ffffff', accentDark: '#7fd6c2', onAccentDark: '#1a1a1a' }
const pathsOf = (colours: Partial<Policy['colours']>) =>
  colourProblems({ colours: { ...genkan, ...colours } } as Policy).map(({ path }) => path)

describe('the colours of a society', () => {
  it('are looked at where the stylesheet puts them', async () => {
    const tokens = await readFile(new URL(import.meta.resolve('@digital-go-jp/design-tokens/dist/tokens.css')), 'utf8')
    const theme = await readFile(join(import.meta.dirname, '../web/styles/theme.css'), 'utf8')
    const colourOf = (name: string) => new RegExp(`${name}: (#[0-9a-f]{6});`).exec(tokens)?.[1] ?? name
    const css = theme.replace(/var\((--color-[a-z0-9-]+)\)/g, (_, name: string) => colourOf(name))
    const [light = '', dark = ''] = css.split('@media screen and (prefers-color-scheme: dark)')
    for (const [name, text] of [
      ['light', light],
      ['dark', dark],
    ] as const) {
      assert.ok(text.includes(`--ground: ${pages[name].ground};`), name)
      assert.ok(text.includes(`--sheet: ${pages[name].sheet};`), name)
    }
    const mixed = await readFile(join(import.meta.dirname, '../web/styles/society-css.ts'), 'utf8')
    assert.ok(mixed.includes(`--accent-soft:${'$'}{mix(accent, page.sheet, ${tint / 100})}`))
  })

  it('may be those of the recommended policy', () => assert.deepEqual(pathsOf({}), []))

  it('are refused when they are readable on white, but not on a tinted surface', () => {
    assert.deepEqual(pathsOf({ accent: '#767676' }), ['colours.accent'])
  })

  it('are refused when the dark page or a button is hard to read', () => {
    assert.deepEqual(pathsOf({ accentDark: '#0b5a4a', onAccentDark: '#ffffff' }), ['colours.accentDark'])
    assert.deepEqual(pathsOf({ onAccent: '#2a7a6a' }), ['colours.onAccent'])
    assert.deepEqual(pathsOf({ onAccentDark: '#ffffff' }), ['colours.onAccentDark'])
  })
})
