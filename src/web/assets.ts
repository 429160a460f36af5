import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { build } from 'esbuild'
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

/** Bundles styles and browser scripts in memory. */
export async function bundleAssets(): Promise<AssetFiles> {
  const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
  const { outputFiles } = await build({
    entryPoints: [
      { in: here('./styles/main.css'), out: 'main' },
      ...SCRIPTS.map((name) => ({ in: here(`./browser/${name}.ts`), out: name })),
    ],
    bundle: true,
    minify: true,
    format: 'esm',
    target: ['es2022', 'chrome109', 'firefox115', 'safari16'],
    outdir: 'assets',
    write: false,
    logLevel: 'silent',
  })
  const files = new Map<string, AssetFile>()
  const paths = new Map<string, string>()
  for (const { path, contents } of outputFiles) {
    const [, name, ending] = /([a-z]+)\.(css|js)$/.exec(path) ?? []
    if (!name || !ending) throw new Error(`an unexpected file came out of the bundler: ${path}`)
    const plain = Buffer.from(contents)
    const hash = createHash('sha256').update(plain).digest('base64url').slice(0, 10)
    const address = `/assets/${name}.${hash}.${ending}`
    const type = ending === 'css' ? 'text/css; charset=utf-8' : 'text/javascript; charset=utf-8'
    files.set(address, { type, plain, gzip: gzipSync(plain), brotli: brotliCompressSync(plain) })
    paths.set(`${name}.${ending}`, address)
  }
  const pathOf = (name: string): string => {
    const path = paths.get(name)
    if (!path) throw new Error(`the bundler made no ${name}`)
    return path
  }
  return { css: pathOf('main.css'), js: (name) => pathOf(`${name}.js`), get: (path) => files.get(path) }
}
