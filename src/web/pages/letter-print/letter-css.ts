import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

const FILES = ['letter-print.css', 'letter-print-lower.css']

/** The letter's own stylesheet: it goes into the file that is printed. */
export async function letterCss(): Promise<string> {
  const texts = FILES.map((name) => readFile(join(import.meta.dirname, '../../styles', name), 'utf8'))
  return (await Promise.all(texts)).join('\n')
}
