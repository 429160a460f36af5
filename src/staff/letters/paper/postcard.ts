/**
 * The letter as a 圧着ハガキ (100 × 148 mm, two leaves pressed together): four faces in the order of printing, the one with the
 * address, the two inside, and the back. Numbers stand on the inside only.
 */
import { formatLetterCode } from '../../../kernel/letter-code.ts'
import { letterUrl, type PaperLetter, type PaperSociety } from './letter-paper.ts'
import { type Box, frame, line, MM, qrCode, write } from './pen.ts'
import { addressLines, day, group, lastDay, type Words } from './words.ts'

type Doc = PDFKit.PDFDocument

export const POSTCARD = { size: [100 * MM, 148 * MM], faces: 4 } as const

const LEFT = 7
const WIDTH = 86
const row = (y: number, height: number): Box => ({ x: LEFT, y, width: WIDTH, height })

type Ground = (doc: Doc, society: PaperSociety, words: Words, withRecovery: boolean) => void
type Face = (doc: Doc, society: PaperSociety, words: Words, letter: PaperLetter) => void

/** What is the same on every postcard of a run, face by face. */
export const postcardGrounds: readonly Ground[] = [
  (doc, society, { t }) => {
    band(doc, society, society.letterTitle ?? t.title, 98)
    write(doc, t.confidential, { x: 76, y: 8, width: 17, height: 7 }, { size: 12, weight: 'Bold', align: 'right' })
    write(doc, t.openInside, row(110, 9), { size: 8, align: 'center' })
    write(doc, society.societyName, row(122, 8), { size: 10, weight: 'Bold' })
    write(doc, deskLines(society, t).slice(0, 2), row(130, 11), { size: 8 })
  },
  (doc, society, { t }) => {
    band(doc, society, society.letterTitle ?? t.title, 7)
    write(doc, t.lead(society.title, society.letterMail), row(20, 30), { size: 9 })
    write(doc, t.stepsTitle, row(54, 6), { size: 10.5, weight: 'Bold' })
    t.steps(10, society.letterMail).forEach((step, at) => {
      write(doc, `${at + 1}`, { x: LEFT, y: 61 + at * 14, width: 6, height: 13 }, { size: 14, weight: 'Bold' })
      write(doc, step, { x: LEFT + 7, y: 62 + at * 14, width: WIDTH - 7, height: 13 }, { size: 9.5 })
    })
    write(doc, t.safeTitle, row(105, 6), { size: 10, weight: 'Bold' })
    const safe = t.safe(new URL(society.door).host, society.sender.address)
    write(
      doc,
      [...safe, t.tellNobody].map((text) => `・${text}`),
      row(111.5, 30),
      { size: 8.5 },
    )
  },
  (doc, society, { t }, withRecovery) => {
    write(doc, t.scanTitle, { x: 45, y: 9, width: 48, height: 6 }, { size: 10.5, weight: 'Bold' })
    write(doc, t.scan, { x: 45, y: 15, width: 48, height: 9 }, { size: 8.5 })
    write(doc, t.typeTitle, row(47, 6), { size: 10.5, weight: 'Bold' })
    write(doc, t.type, row(52.5, 5), { size: 8.5 })
    const address = society.door.replace(/^https?:\/\//, '')
    write(doc, address, row(57.5, 8), { size: 14, weight: 'Bold', oneLine: true })
    frame(doc, row(68, 33), society.colours.accent)
    const label = { size: 9, middle: true } as const
    write(doc, t.userId, { x: 10, y: 70, width: 27, height: 9 }, label)
    write(doc, t.letterCode, { x: 10, y: 80, width: 27, height: 9 }, label)
    write(doc, t.expires, { x: 10, y: 90, width: 27, height: 9 }, label)
    if (!withRecovery) return
    write(doc, t.recoveryNumber, row(104, 6), { size: 10.5, weight: 'Bold' })
    frame(doc, row(111, 11))
    write(
      doc,
      [t.keepHere, ...t.recovery.slice(1, 3)].map((text) => `・${text}`),
      row(124, 18),
      { size: 8 },
    )
  },
  (doc, society, { t }) => {
    write(doc, society.societyName, row(50, 9), { size: 12, weight: 'Bold', align: 'center' })
    line(doc, [LEFT, 61], [LEFT + WIDTH, 61])
    write(doc, deskLines(society, t), row(64, 26), { size: 10, align: 'center' })
  },
]

/** What belongs to one person, face by face; the back says nothing about anybody. */
export const postcardFaces: readonly Face[] = [
  (doc, _society, { t }, letter) => {
    const lines = addressLines(letter)
    if (lines.length > 0) write(doc, lines, { x: 14, y: 36, width: 74, height: 22 }, { size: 10.5 })
    write(doc, t.addressee(letter.name), { x: 14, y: 62, width: 74, height: 18 }, { size: 15, middle: true })
    write(doc, `${t.number} ${letter.number}`, { x: 14, y: 86, width: 74, height: 4 }, { size: 8, oneLine: true })
  },
  () => undefined,
  (doc, society, { t, locale }, letter) => {
    qrCode(doc, letterUrl(society.door, letter), { x: LEFT, y: 8, width: 36, height: 36 })
    const value = (y: number): Box => ({ x: 38, y, width: 53, height: 9 })
    const bold = { size: 15, weight: 'Bold', oneLine: true, middle: true } as const
    write(doc, group(letter.temporaryId, 3), value(70), bold)
    write(doc, formatLetterCode(letter.code), value(80), bold)
    write(doc, t.until(lastDay(locale, letter.expiresAt)), value(90), { ...bold, size: 10 })
    const issued = `${t.issued} ${day(locale, letter.issuedAt)}`
    write(doc, issued, { x: 45, y: 36, width: 48, height: 5 }, { size: 8, oneLine: true })
    if (letter.recoveryNumber === null) return
    const number: Box = { x: LEFT + 2, y: 112, width: WIDTH - 4, height: 9 }
    write(doc, group(letter.recoveryNumber, 4), number, { ...bold, align: 'center' })
  },
  () => undefined,
]

function band(doc: Doc, { colours }: PaperSociety, title: string, y: number): void {
  write(doc, title, row(y, 9), { size: 12, weight: 'Bold', align: 'center', middle: true })
  doc.rect(LEFT * MM, (y + 9.4) * MM, WIDTH * MM, 0.8 * MM).fill(colours.accent)
}

function deskLines({ contact }: PaperSociety, t: Words['t']): string[] {
  const lines = [`${t.desk} ${contact.name}`, `${t.phone} ${contact.phone}`, `${t.hours} ${contact.hours}`]
  return contact.mail ? [...lines, `${t.mail} ${contact.mail}`] : lines
}
