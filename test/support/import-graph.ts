import { readdir, readFile } from 'node:fs/promises'
import { dirname, join, normalize, relative, sep } from 'node:path'

/** One import: `type` leaves nothing at run time, `dynamic` is loaded only when its line is reached. */
export type Import = { from: string; to: string; kind: 'value' | 'type' | 'dynamic' }

/** Path from the project's root, with slashes, to the text of the file. */
export type Sources = ReadonlyMap<string, string>

/** All program files below src/, without the tests beside them. */
export async function readSources(root: string): Promise<Sources> {
  const entries = await readdir(join(root, 'src'), { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort()
  return new Map(
    await Promise.all(paths.map(async (path) => [path, await readFile(join(root, path), 'utf8')] as const)),
  )
}

/** `to` is a path like `from`, the bare name of a package, or `./…` for a file that is not below src/. */
export function importsOf(sources: Sources): Import[] {
  return [...sources].flatMap(([from, text]) => {
    const found: Import[] = []
    const add = (specifier: string, kind: Import['kind']) => found.push({ from, to: resolve(from, specifier), kind })
    for (const [, type, specifier] of text.matchAll(
      /^(?:import|export)(\s+type)?\b[^'"`;]*?\bfrom\s+['"]([^'"]+)['"]/gm,
    ))
      add(specifier as string, type ? 'type' : 'value')
    for (const [, specifier] of text.matchAll(/^import\s+['"]([^'"]+)['"]/gm)) add(specifier as string, 'value')
    for (const [, specifier] of text.matchAll(/\bimport\(\s*['"]([^'"]+)['"]/g)) add(specifier as string, 'dynamic')
    for (const [, specifier] of text.matchAll(/\bnew URL\(\s*['"](\.[^'"]+\.ts)['"],\s*import\.meta\.url/g))
      add(specifier as string, 'dynamic')
    return found
  })
}

function resolve(from: string, specifier: string): string {
  if (!specifier.startsWith('.')) return specifier
  const path = normalize(join(dirname(from), specifier))
    .split(sep)
    .join('/')
  return path.startsWith('src/') ? path : `./${path}`
}
