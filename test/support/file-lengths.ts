import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'

/** design.md §4: a longer file is a sign that two rooms share one wall. */
export const MOST_LINES = 250

const PLACES = ['bench', 'bin', 'scripts', 'src', 'test']
const WRITTEN = /\.(ts|cjs|css|sql)$/

/** Path from the project's root, with slashes, to the number of lines of whatever is written by hand. */
export async function readLengths(root: string): Promise<ReadonlyMap<string, number>> {
  const lengths = new Map<string, number>()
  for (const place of PLACES)
    for (const entry of await readdir(join(root, place), { recursive: true, withFileTypes: true })) {
      const full = join(entry.parentPath, entry.name)
      const path = relative(root, full).split(sep).join('/')
      if (entry.isFile() && WRITTEN.test(path))
        lengths.set(path, (await readFile(full, 'utf8')).trimEnd().split('\n').length)
    }
  return lengths
}

/** One sentence for each file that is longer without a reason, and for each reason that is needed no more. */
export function tooLong(lengths: ReadonlyMap<string, number>, reasons: Readonly<Record<string, string>>): string[] {
  const grown = [...lengths]
    .filter(([path, lines]) => lines > MOST_LINES && !reasons[path])
    .map(([path, lines]) => `${path} has ${lines} lines: split it along its subjects, or give the reason`)
  const idle = Object.keys(reasons)
    .filter((path) => (lengths.get(path) ?? 0) <= MOST_LINES)
    .map((path) => `${path} needs no reason any more`)
  return [...grown, ...idle]
}
