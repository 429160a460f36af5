// Renders every screen in its main states, with sample data, into a folder: node scripts/preview.ts FOLDER [accent colours]
// The files open without a server. They are for looking at, for taking pictures and for running axe over them.
import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { build } from 'esbuild'
import encodeQR from 'qr'
import { societyCss } from '../src/web/styles/society-css.ts'
import { screens } from './preview-screens.ts'
import { otpauthUri } from './screens/enrolment.ts'

const folder = resolve(process.argv[2] ?? 'preview')
const browser = ['copy', 'eye', 'form', 'letter', 'method', 'passkey', 'print', 'signal', 'stay', 'wait'].map(
  (name) => `src/web/browser/${name}.ts`,
)

await mkdir(folder, { recursive: true })
await build({ entryPoints: ['src/web/styles/main.css'], outdir: folder, bundle: true, minify: true })
await build({ entryPoints: browser, outdir: folder, bundle: true, minify: true, format: 'esm' })
await writeFile(
  join(folder, 'society.css'),
  societyCss({ accent: '#b0245f', onAccent: '#ffffff', accentDark: '#f7a8c4', onAccentDark: '#1a1a1a' }),
)
await writeFile(join(folder, 'qr.gif'), encodeQR(otpauthUri, 'gif', { scale: 6, border: 4 }))
for (const locale of ['ja', 'en'] as const) {
  for (const [name, page] of Object.entries(screens(locale))) {
    await writeFile(join(folder, `${name}.${locale}.html`), String(await page))
  }
}
console.log(folder)
