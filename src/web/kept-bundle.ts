import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** One file that came out of the bundler, in every encoding that is sent. */
export type BundledFile = {
  readonly name: string
  readonly plain: Buffer
  readonly gzip: Buffer
  readonly brotli: Buffer
}

export type Bundle = { readonly sources: readonly string[]; readonly files: readonly BundledFile[] }

const root = join(import.meta.dirname, '../..')
const keptAt = join(root, 'node_modules/.cache/genkan/assets.json')

type Stored = { readonly digest: string; readonly sources: readonly string[]; readonly files: readonly StoredFile[] }
type StoredFile = { readonly name: string } & Record<'plain' | 'gzip' | 'brotli', string>

/** What was bundled before, as long as none of its sources has changed since; it is as much to be trusted as the packages beside it. */
export async function readKeptBundle(): Promise<readonly BundledFile[] | undefined> {
  const text = await readFile(keptAt, 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  const { digest, sources, files }: Stored = JSON.parse(text)
  if ((await digestOf(sources)) !== digest) return undefined
  const bytes = (base64: string) => Buffer.from(base64, 'base64')
  return files.map(({ name, plain, gzip, brotli }) => {
    return { name, plain: bytes(plain), gzip: bytes(gzip), brotli: bytes(brotli) }
  })
}

/** Keeps a bundle for the next start, where the checkout can be written. `sources` are paths from the root of the checkout. */
export async function keepBundle({ sources, files }: Bundle): Promise<void> {
  const stored: Stored = {
    digest: (await digestOf(sources)) ?? '',
    sources,
    files: files.map(({ name, plain, gzip, brotli }) => {
      return { name, plain: plain.toString('base64'), gzip: gzip.toString('base64'), brotli: brotli.toString('base64') }
    }),
  }
  try {
    await mkdir(dirname(keptAt), { recursive: true })
    const draft = `${keptAt}.${process.pid}`
    await writeFile(draft, JSON.stringify(stored))
    await rename(draft, keptAt)
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EROFS'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
  }
}

/** Of everything that the bundle is made of, and of what makes it. Undefined where a source is gone. */
async function digestOf(sources: readonly string[]): Promise<string | undefined> {
  const hash = createHash('sha256')
  const makers = [join(import.meta.dirname, 'assets.ts'), join(root, 'node_modules/esbuild/package.json')]
  const paths = [...makers, ...sources.map((source) => join(root, source))]
  const texts = await Promise.all(paths.map((path) => readFile(path).catch(() => undefined)))
  for (const [at, text] of texts.entries()) {
    if (!text) return undefined
    hash.update(`${paths[at]} ${text.length}\n`).update(text)
  }
  return hash.digest('hex')
}
