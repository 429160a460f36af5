/**
 * Whether any source reads a sentence, told from the words of the files: one that names the sentence's section must also
 * read each key on the way to it, or look up among its siblings. A name that two sections share may hide a dead sentence;
 * a living one is never called dead.
 */
import type { Sources } from './import-graph.ts'

/** A file that could read a section, and the names by which it calls it. */
export type Reader = { readonly text: string; readonly aliases: readonly string[] }

/** The files that name a section of the pages or mails. */
export function readersOf(sources: Sources, section: string): Reader[] {
  const named = new RegExp(`(?<![\\w'-])${section}(?![\\w-])`)
  const files = [...sources.values()].filter((text) => named.test(text))
  return files.map((text) => ({ text, aliases: aliasesOf(text, section) }))
}

/** The files below a folder, for a catalogue that is handed on there as `words` or `t`. */
export function readersBelow(sources: Sources, folders: readonly string[]): Reader[] {
  const files = [...sources].filter(([path]) => folders.some((folder) => path.startsWith(folder)))
  return files.map(([, text]) => ({ text, aliases: ['words', 't'] }))
}

/** The paths of a section that no file reads. */
export function unread(readers: readonly Reader[], paths: readonly string[]): string[] {
  return paths.filter((path) => {
    const keys = path.split('.').filter((key) => !/^\d+$/.test(key))
    return !readers.some(({ text, aliases }) => isRead(text, aliases, keys))
  })
}

function isRead(text: string, aliases: readonly string[], keys: readonly string[]): boolean {
  const missing = keys.findIndex((key) => !readsKey(text, key))
  if (missing < 0) return true
  const [key = '', parent] = [keys[missing], keys[missing - 1]]
  if (parent === undefined) return aliases.some((alias) => looksUp(text, alias, key))
  return looksUp(text, parent, key) || new RegExp(`\\b${parent}\\b(?:\\s*[?,)}\\]]|$)`, 'm').test(text)
}

const readsKey = (text: string, key: string): boolean =>
  new RegExp(`\\.${key}\\b|\\[['"]${key}['"]\\]|[{,]\\s*${key}\\s*(?=[,:}])`).test(text)

/** `words[code]`, or a name that is put together: words[`${state}Title`] reads what ends so. */
function looksUp(text: string, owner: string, key: string): boolean {
  const found = [...text.matchAll(new RegExp(`\\b${owner}\\[(?:\`\\$\\{[^}]*\\}(\\w*)\`|\\w)`, 'g'))]
  return found.some(([, ending]) => key.endsWith(ending ?? ''))
}

/** What a file calls the section: its name, and `const words = t.section` or `{ section: words }`. */
function aliasesOf(text: string, section: string): string[] {
  const named = text.matchAll(new RegExp(`const (\\w+) = [\\w.()]*\\.${section}\\b(?!\\.)`, 'g'))
  const taken = text.matchAll(new RegExp(`\\b${section}: (\\w+)`, 'g'))
  return [section, ...[...named, ...taken].map(([, alias]) => alias ?? '')]
}
