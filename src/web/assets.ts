import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { type BundledFile, keepBundle, readKeptBundle } from './kept-bundle.ts'
import type { BrowserScript } from './views/frame.ts'

/** One file of the look, ready to be sent. */
export type AssetFile = {
  readonly type: string
  readonly plain: Buffer
  readonly gzip: Buffer
  readonly brotli: Buffer
}

/** The files by their path; names carry a hash of the content, so that browsers may keep them for ever. */
export type AssetFiles = {
  readonly css: string
  js(name: BrowserScript): string
  get(path: string): AssetFile | undefined
}

const SCRIPTS: readonly BrowserScript[] = [
  'letter',
  'wait',
  'copy',
  'eye',
  'form',
  'passkey',
  'signal',
  'stay',
  'method',
  'print',
]

/** Styles and browser scripts: bundled, unless that has been done and nothing of them has changed. */
export async function bundleAssets(): Promise<AssetFiles> {
  const files = new Map<string, AssetFile>()
  const paths = new Map<string, string>()
  for (const { name, ...file } of (await readKeptBundle()) ?? (await bundle())) {
    const hash = createHash('sha256').update(file.plain).digest('base64url').slice(0, 10)
    const [stem, ending] = name.split('.')
    const address = `/assets/${stem}.${hash}.${ending}`
    const type = ending === 'css' ? 'text/css; charset=utf-8' : 'text/javascript; charset=utf-8'
    files.set(address, { type, ...file })
    paths.set(name, address)
  }
  const pathOf = (name: string): string => {
    const path = paths.get(name)
    if (!path) throw new Error(`the bundler made no ${name}`)
    return path
  }
  return { css: pathOf('main.css'), js: (name) => pathOf(`${name}.js`), get: (path) => files.get(path) }
}

async function bundle(): Promise<readonly BundledFile[]> {
  const { build } = await import('esbuild')
  const { outputFiles, metafile } = await build({
    absWorkingDir: fileURLToPath(new URL('../..', import.meta.url)),
    entryPoints: [
      { in: 'src/web/styles/main.css', out: 'main' },
      ...SCRIPTS.map((name) => ({ in: `src/web/browser/${name}.ts`, out: name })),
    ],
    bundle: true,
    minify: true,
    format: 'esm',
    target: ['es2022', 'chrome109', 'firefox115', 'safari16'],
    outdir: 'assets',
    write: false,
    metafile: true,
    logLevel: 'silent',
  })
  const files = outputFiles.map(({ path, contents }) => {
    const name = /[a-z]+\.(?:css|js)$/.exec(path)?.[0]
    if (!name) throw new Error(`an unexpected file came out of the bundler: ${path}`)
    const plain = Buffer.from(contents)
    return { name, plain, gzip: gzipSync(plain), brotli: brotliCompressSync(plain) }
  })
  await keepBundle({ sources: Object.keys(metafile.inputs), files })
  return files
}
