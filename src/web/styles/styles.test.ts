import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { screens } from '../../../scripts/preview-screens.ts'

const folder = import.meta.dirname
const require = (await import('node:module')).createRequire(import.meta.url)
const tokens = readFileSync(require.resolve('@digital-go-jp/design-tokens/dist/tokens.css'), 'utf8')
/** The look of the pages by file; the printed letter is measured in millimetres. */
const styles = readdirSync(folder)
  .filter((name) => name.endsWith('.css') && name !== 'main.css' && !name.startsWith('letter-print'))
  .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '') }))
const all = styles.map(({ text }) => text).join('\n')

const matches = (text: string, pattern: RegExp): Set<string> =>
  new Set([...text.matchAll(pattern)].map(([, found = '']) => found))

describe('the styles', async () => {
  const styled = matches((all.match(/[^{}]+(?=\{)/g) ?? []).join(' '), /\.([a-z][\w-]*)/g)
  const markup = await Promise.all((['ja', 'en'] as const).flatMap((locale) => Object.values(screens(locale))))
  const lists = [...matches(markup.join('\n'), / class="([^"]*)"/g)]
  const used = new Set(lists.flatMap((list) => list.split(/\s+/)))

  it('have no rule for a class that no screen has, and no screen has a class without a rule', () => {
    assert.deepEqual(
      [...styled].filter((name) => !used.has(name)),
      [],
    )
    assert.deepEqual(
      [...used].filter((name) => !styled.has(name)),
      [],
    )
  })

  it('use every property that they define, and define all that they use or have it from the tokens', () => {
    const defined = matches(all, /(--[\w-]+)\s*:/g)
    const wanted = matches(all, /var\((--[\w-]+)/g)
    assert.deepEqual(
      [...defined].filter((name) => !wanted.has(name)),
      [],
    )
    assert.deepEqual(
      [...wanted].filter((name) => !defined.has(name) && !tokens.includes(`${name}:`)),
      [],
    )
  })

  it("take colours, sizes of letters, heights of lines and corners from the Digital Agency's tokens", () => {
    const own: string[] = []
    for (const { name, text } of styles) {
      const screen = text.replace(/@media print[\s\S]*/, '')
      for (const [line] of screen.matchAll(/(font-size|line-height|border-radius): [^;]+;/g))
        if (!/var\(|inherit|: (0|50%|1em|100%);/.test(line)) own.push(`${name}: ${line}`)
      if (name !== 'theme.css')
        for (const [line] of text.matchAll(/[^\n]*(#[0-9a-f]{3,8}|rgb\()[^\n]*/g)) own.push(`${name}: ${line}`)
    }
    assert.deepEqual(own, [])
  })

  it('stand in files of a length that can be read', () => {
    for (const { name, text } of styles) assert.ok(text.split('\n').length <= 250, name)
  })
})
