import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { pathToFileURL } from 'node:url'
import { type Browser, chromium } from 'playwright-core'
import { letterCss } from './letter-css.ts'
import { type LetterSociety, letterPrintView, type PrintedLetter } from './view.ts'

const society: LetterSociety = {
  societyName: 'さくら健康保険組合',
  title: 'さくら健康保険組合加入者ページ',
  productName: 'ゲンカン',
  contact: { name: 'ポータル担当', phone: '03-0000-3900', hours: '平日 9:30〜16:30', mail: 'portal@sakura.example' },
  sender: { name: 'さくら健康保険組合', address: 'no-reply@sakura.example' },
  letterMail: 'code',
  origin: 'https://www.sakura.example',
}
const sixty = '日本全国情報通信機器製造販売業'.repeat(4)
const long: LetterSociety = {
  societyName: sixty,
  title: sixty,
  productName: 'ゲンカン',
  contact: {
    name: sixty,
    phone: '+81-3-0000-0000-0000',
    hours: sixty,
    mail: 'portal-support-desk-of-the-society@very-long-name-of-a-society.example',
  },
  sender: { name: sixty, address: 'no-reply-to-this-address@very-long-name-of-a-society.portal.example' },
  letterMail: 'code',
  origin: 'https://nihon-zenkoku-jouhou-tsuushin-kiki-seizou-hanbai.portal.example',
}
/** As much as still goes in full size. */
const roomy: LetterSociety = {
  ...society,
  societyName: sixty.slice(0, 51),
  title: '加入者ページ',
  contact: { name: sixty.slice(0, 51), phone: '+81-3-0000-0000-0000', hours: '平日 9:30〜16:30', mail: 'a@b.example' },
  sender: { name: 'x', address: 'a@b.example' },
  letterMail: 'code',
  origin: 'https://b.example',
}
const rare = '髙﨑 𠮷之助㈱①'
const longest = '寿限無 五劫の擦り切れ海砂利水魚水行末雲来末風来末食う寝る処に住む処藪柑'
const at = Date.parse('2026-11-21T05:05:00Z')

const letter = (name: string, code: string, withRecovery = true): PrintedLetter => ({
  name,
  temporaryId: '1234567',
  code,
  recoveryNumber: '11112222333344445555',
  issuedAt: at,
  expiresAt: at + 30 * 86_400_000,
  withRecovery,
})

/** The first browser on the path, under the names that distributions give it. */
function findChromium(): string {
  const folders = (process.env.PATH ?? '').split(delimiter)
  const files = ['chromium', 'chromium-browser', 'google-chrome'].flatMap((name) => folders.map((at) => join(at, name)))
  return files.find((file) => existsSync(file)) ?? assert.fail('no Chromium on the path')
}

describe('the letter on paper, printed by Chromium', () => {
  const folder = mkdtempSync(join(tmpdir(), 'genkan-letter-'))
  let browser: Browser
  before(async () => {
    const args = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--host-resolver-rules=MAP * ~NOTFOUND']
    browser = await chromium.launch({ executablePath: findChromium(), args })
  })
  after(async () => {
    await browser.close()
    rmSync(folder, { recursive: true })
  })

  /** Prints; returns the PDF's path and everything on a sheet that does not fit where it stands. */
  async function print(sender: LetterSociety, letters: PrintedLetter[]): Promise<{ pdf: string; misfits: string[] }> {
    const file = join(folder, 'letters.html')
    const pdf = join(folder, 'letters.pdf')
    writeFileSync(file, String(await letterPrintView({ society: sender, letters, css: { inline: await letterCss() } })))
    const page = await browser.newPage()
    await page.goto(pathToFileURL(file).href)
    await page.emulateMedia({ media: 'print' })
    await page.pdf({ path: pdf, preferCSSPageSize: true })
    const misfits = await page.evaluate(findMisfits)
    await page.close()
    return { pdf, misfits }
  }

  const pagesOf = (pdf: string): string[] =>
    execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' }).split('\f').slice(0, -1)

  it('LET-01 is exactly one sheet a letter, with rare characters and 36 characters of name, nothing cut off', async () => {
    assert.equal([...longest].length, 36)
    const { pdf, misfits } = await print(society, [
      letter(rare, '11111111111111'),
      letter(longest, '22222222222222'),
      letter('青木 さくら', '33333333333333', false),
    ])
    assert.deepEqual(misfits, [])
    const pages = pagesOf(pdf)
    assert.deepEqual(
      pages.map((text) => /確認番号\s+(\d{4})/.exec(text)?.[1]),
      ['1111', '2222', '3333'],
    )
    assert.ok(pages[0]?.normalize().includes(rare), 'rare characters came through the fonts')
    assert.ok(pages[0]?.includes('1111 2222 3333 4444 5555'))
    const sizes = execFileSync('pdfinfo', ['-l', '-1', pdf], { encoding: 'utf8' }).match(
      /size:\s+59[45]\S* x 84[12]\S* pts/g,
    )
    assert.equal(sizes?.length, 3, 'three sheets of A4')
  })

  it('still holds the longest names that a policy allows', async () => {
    for (const sender of [roomy, long]) {
      const { pdf, misfits } = await print(sender, [letter(longest, '44444444444444')])
      assert.deepEqual(misfits, [])
      assert.equal(pagesOf(pdf).length, 1)
    }
  })

  it('has a QR code on every sheet that zbarimg reads at 100 dots per inch', async () => {
    for (const sender of [society, long]) {
      const { pdf } = await print(sender, [letter(rare, '11111111111111'), letter(longest, '22222222222222')])
      execFileSync('pdftoppm', ['-r', '100', '-png', pdf, join(folder, 'sheet')])
      const read = ['sheet-1.png', 'sheet-2.png'].map((name) =>
        execFileSync('zbarimg', ['--quiet', '--raw', join(folder, name)], { encoding: 'utf8', stdio: 'pipe' }).trim(),
      )
      assert.deepEqual(read, [
        `${sender.origin}/letter#id=1234567&code=11111111111111`,
        `${sender.origin}/letter#id=1234567&code=22222222222222`,
      ])
    }
  })
})

/** Runs in the page: texts outside the sheet, outside the window or over each other. */
function findMisfits(): string[] {
  /** Pixels that printers cannot reach: 5 mm. */
  const MARGIN = 19
  const tops = ['.sender', '.upper', '.lower']
  return [...document.querySelectorAll('.letter')].flatMap((sheet) => {
    const box = (of: Element) => of.getBoundingClientRect()
    const edge = box(sheet)
    const found: string[] = []
    for (const part of sheet.querySelectorAll('p, li, dt, dd, h1, h2, svg')) {
      const { left, right, bottom } = box(part)
      if (left < edge.left || right > edge.right || bottom > edge.bottom - MARGIN)
        found.push(`outside: ${part.textContent}`)
      if (part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 0) found.push(`too wide: ${part.textContent}`)
    }
    const name = sheet.querySelector('.window span')
    const opening = sheet.querySelector('.window')
    if (!name || !opening || box(name).top < box(opening).top || box(name).bottom > box(opening).bottom)
      found.push('window')
    const parts = tops.flatMap((top) => sheet.querySelector(top) ?? [])
    parts.forEach((part, at) => {
      const next = parts[at + 1]
      const last = [...part.querySelectorAll('p, li, dd')].at(-1)
      if (next && last && box(last).bottom > box(next).top) found.push(`over: ${last.textContent}`)
    })
    return found
  })
}
