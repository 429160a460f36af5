/** Letters as a person reads them from paper: `pdftotext` for the words, `pdftoppm` and `zbarimg` for the QR code. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type ReadLetter = {
  readonly text: string
  readonly number: string
  readonly temporaryId: string
  readonly code: string
  readonly recoveryNumber: string | null
}

/** The words of each page, in the order of the page. */
export function pagesOf(pdf: string): string[] {
  const text = execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8', maxBuffer: 2 ** 26 })
  return text.normalize('NFC').split('\f').slice(0, -1)
}

/** The letters of a file, `faces` pages each. */
export function lettersOf(pdf: string, faces = 1): ReadLetter[] {
  const pages = pagesOf(pdf)
  return Array.from({ length: pages.length / faces }, (_, at) => {
    const text = pages.slice(at * faces, (at + 1) * faces).join('\n')
    const digits = (after: RegExp) => after.exec(text)?.[1]?.replaceAll(' ', '') ?? assert.fail(`${after} in ${text}`)
    return {
      text,
      number: digits(/整理番号 (\d+-\d)/),
      temporaryId: digits(/ユーザID（仮ID）\s+(\d{3} \d{4})/),
      code: digits(/確認番号\s+(\d{4} \d{4} \d{4} \d{2})/),
      recoveryNumber: /\d{4} \d{4} \d{4} \d{4} \d{4}/.exec(text)?.[0].replaceAll(' ', '') ?? null,
    }
  })
}

/** What a phone reads from one page that was printed with 150 dots per inch. */
export function qrOfPage(pdf: string, page: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'genkan-qr-'))
  try {
    execFileSync('pdftoppm', ['-r', '150', '-f', `${page}`, '-l', `${page}`, '-png', pdf, join(folder, 'page')])
    const [picture = ''] = readdirSync(folder)
    return execFileSync('zbarimg', ['--quiet', '--raw', join(folder, picture)], {
      encoding: 'utf8',
      stdio: 'pipe',
    }).trim()
  } finally {
    rmSync(folder, { recursive: true })
  }
}
