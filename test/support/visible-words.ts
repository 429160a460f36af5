/** What a person could read in a source file, found without running it. */
import { transform } from 'esbuild'

const JAPANESE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u

/** The lines of a file that hold Japanese, comments left out. */
export async function japaneseIn(source: string): Promise<string[]> {
  return (await withoutComments(source)).split('\n').filter((line) => JAPANESE.test(line))
}

/** Words that stand in a template of markup between tags, or in an attribute that is read out. */
export async function wordsInMarkup(source: string): Promise<string[]> {
  const code = await withoutComments(source)
  return [...code.matchAll(/\bhtml`/g)].flatMap(({ index }) => wordsOf(literalParts(code, index + 'html`'.length)))
}

async function withoutComments(source: string): Promise<string> {
  const { code } = await transform(source, { loader: 'ts', charset: 'utf8', legalComments: 'none' })
  return code
}

/** What a template holds beside its `${…}`; a hole in it is a space. */
function literalParts(code: string, from: number): string {
  let [words, at] = ['', from]
  while (at < code.length && code[at] !== '`') {
    if (code.startsWith('${', at)) {
      at = endOfHole(code, at + 2)
      words += ' '
    } else words += code[at++]
  }
  return words
}

/** Behind the brace that closes a `${`; quotes and templates in it are stepped over. */
function endOfHole(code: string, from: number): number {
  let [depth, at] = [1, from]
  while (at < code.length && depth > 0) {
    const sign = code[at++]
    if (sign === '{') depth += 1
    if (sign === '}') depth -= 1
    if (sign === '"' || sign === "'") at = endOfQuote(code, at, sign)
    if (sign === '`') at = endOfTemplate(code, at)
  }
  return at
}

function endOfQuote(code: string, from: number, quote: string): number {
  let at = from
  while (at < code.length && code[at] !== quote) at += code[at] === '\\' ? 2 : 1
  return at + 1
}

function endOfTemplate(code: string, from: number): number {
  let at = from
  while (at < code.length && code[at] !== '`') at = code.startsWith('${', at) ? endOfHole(code, at + 2) : at + 1
  return at + 1
}

const READ_OUT = /\s(?:aria-label|title|placeholder|alt)="([^"]*)"/g
/** A piece of a tag: ` checked`, ` aria-describedby="…"`. */
const ATTRIBUTES = /^(?:\s+[a-z-]+(?:="[^"]*")?)*\s*$/

function wordsOf(markup: string): string[] {
  if (ATTRIBUTES.test(` ${markup}`)) return []
  const inTags = [...markup.matchAll(READ_OUT)].map(([, words]) => (words ?? '').trim())
  const between = markup.replace(/<[^>]*>?/g, '\n').split('\n')
  return [...inTags, ...between.map((words) => words.trim())].filter((words) => /\p{Ll}{2}|\p{Lo}/u.test(words))
}
