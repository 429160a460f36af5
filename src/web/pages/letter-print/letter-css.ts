import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The letter's own stylesheet: it goes into the file that is printed. */
export function letterCss(): Promise<string> {
  return readFile(join(import.meta.dirname, '../../styles/letter-print.css'), 'utf8')
}
