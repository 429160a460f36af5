/**
 * The letter on A4, folded in three for a long window envelope (長形3号 120 × 235 mm, DL 110 × 220 mm): the window lies 20 mm
 * from the left and 12 mm from the top, 90 × 45 mm. The sheet is torn along its second fold; below is the recovery number.
 */
import { formatLetterCode } from '../../../kernel/letter-code.ts'
import { letterUrl, type PaperLetter, type PaperSociety } from './letter-paper.ts'
import { type Box, frame, line, MM, qrCode, write } from './pen.ts'
import { addressLines, day, group, lastDay, type Words } from './words.ts'

type Doc = PDFKit.PDFDocument

export const A4 = { size: [210 * MM, 297 * MM], faces: 1 } as const

const LEFT = 18
const WIDTH = 174
/** The folds; the second one is the line to tear along. */
const FOLDS = [99, 198] as const

/** What is the same on every letter of a run: drawn once, shown on each page. */
export function a4Ground(doc: Doc, society: PaperSociety, { t }: Words, withRecovery: boolean): void {
  for (const y of withRecovery ? FOLDS.slice(0, 1) : FOLDS) line(doc, [0, y], [5, y])
  senderBlock(doc, society, t)
  const title = society.letterTitle ?? t.title
  write(doc, title, { x: LEFT, y: 62, width: WIDTH, height: 10 }, { size: 17, weight: 'Bold', align: 'center' })
  doc.rect(LEFT * MM, 72.5 * MM, WIDTH * MM, 0.9 * MM).fill(society.colours.accent)
  write(doc, t.lead(society.title, society.letterMail), { x: LEFT, y: 75, width: WIDTH, height: 19 }, { size: 10.5 })
  entrance(doc, society, t)
  steps(doc, society, t)
  const safe = t.safe(new URL(society.door).host, society.sender.address)
  write(doc, t.safeTitle, { x: LEFT, y: 177, width: WIDTH, height: 5.5 }, { size: 10.5, weight: 'Bold' })
  write(doc, bullets(safe), { x: LEFT, y: 182, width: WIDTH, height: 15 }, { size: 9 })
  if (withRecovery) lowerHalf(doc, society, t)
}

/** What belongs to one person. */
export function a4Letter(doc: Doc, society: PaperSociety, words: Words, letter: PaperLetter): void {
  const { t, locale } = words
  const lines = addressLines(letter)
  if (lines.length > 0) write(doc, lines, { x: 24, y: 14, width: 82, height: 20 }, { size: 10.5 })
  const name: Box = lines.length > 0 ? { x: 24, y: 35, width: 82, height: 14 } : { x: 24, y: 24, width: 82, height: 20 }
  write(doc, t.addressee(letter.name), name, { size: 14, middle: true })
  write(doc, `${t.number} ${letter.number}`, { x: 24, y: 50.5, width: 82, height: 4 }, { size: 8, oneLine: true })
  const issued = `${t.issued} ${day(locale, letter.issuedAt)}`
  write(doc, issued, { x: 116, y: 12, width: 80, height: 5 }, { size: 9.5, align: 'right', oneLine: true })
  qrCode(doc, letterUrl(society.door, letter), { x: 26, y: 109, width: 38, height: 38 })
  const value = (y: number) => ({ x: 113, y, width: 76, height: 9 })
  const bold = { size: 17, weight: 'Bold', oneLine: true, middle: true } as const
  write(doc, group(letter.temporaryId, 3), value(120), bold)
  write(doc, formatLetterCode(letter.code), value(129), bold)
  write(doc, t.until(lastDay(locale, letter.expiresAt)), value(138), { ...bold, size: 12 })
  if (letter.recoveryNumber === null) return
  const number = group(letter.recoveryNumber, 4)
  write(doc, number, { x: 66, y: 219, width: 122, height: 12 }, { ...bold, size: 21 })
  write(doc, t.addressee(letter.name), { x: LEFT, y: 266, width: 82, height: 12 }, { size: 12 })
  write(doc, `${issued}　${t.number} ${letter.number}`, { x: LEFT, y: 279, width: 82, height: 5 }, { size: 9 })
}

function senderBlock(doc: Doc, { societyName, contact }: PaperSociety, t: Words['t']): void {
  write(doc, societyName, { x: 116, y: 18, width: 80, height: 11 }, { size: 12, weight: 'Bold' })
  write(doc, contactLines(contact, t), { x: 116, y: 30, width: 80, height: 26 }, { size: 9.5 })
}

function contactLines({ name, phone, hours, mail }: PaperSociety['contact'], t: Words['t']): string[] {
  const lines = [`${t.desk} ${name}`, `${t.phone} ${phone}`, `${t.hours} ${hours}`]
  return mail ? [...lines, `${t.mail} ${mail}`] : lines
}

/** The two ways in: the QR code for phones, the address for everything else, and the numbers that both ask for. */
function entrance(doc: Doc, { door, colours }: PaperSociety, t: Words['t']): void {
  frame(doc, { x: LEFT, y: 96, width: WIDTH, height: 52 }, colours.accent)
  line(doc, [72, 96], [72, 148])
  line(doc, [72, 118], [192, 118])
  write(doc, t.scanTitle, { x: 20, y: 98, width: 50, height: 5.5 }, { size: 11, weight: 'Bold', align: 'center' })
  write(doc, t.scan, { x: 20, y: 103.5, width: 50, height: 5 }, { size: 8.5, align: 'center' })
  write(doc, t.typeTitle, { x: 77, y: 98, width: 111, height: 5.5 }, { size: 11, weight: 'Bold' })
  write(doc, t.type, { x: 77, y: 103.5, width: 111, height: 5 }, { size: 9 })
  const address = door.replace(/^https?:\/\//, '')
  write(doc, address, { x: 77, y: 108.5, width: 111, height: 8 }, { size: 14, weight: 'Bold', oneLine: true })
  const label = { size: 10, middle: true } as const
  write(doc, t.userId, { x: 77, y: 120, width: 35, height: 9 }, label)
  write(doc, t.letterCode, { x: 77, y: 129, width: 35, height: 9 }, label)
  write(doc, t.expires, { x: 77, y: 138, width: 35, height: 9 }, label)
}

const digit = { size: 9, weight: 'Bold', align: 'center', middle: true, oneLine: true } as const

function steps(doc: Doc, { colours, letterMail }: PaperSociety, t: Words['t']): void {
  write(doc, t.stepsTitle, { x: LEFT, y: 151, width: WIDTH, height: 6 }, { size: 11, weight: 'Bold' })
  t.steps(10, letterMail).forEach((step, at) => {
    const y = 157.5 + at * 6.4
    doc.circle((LEFT + 2.6) * MM, (y + 2.6) * MM, 2.6 * MM).fill(colours.accent)
    const circle: Box = { x: LEFT, y, width: 5.2, height: 5.2 }
    write(doc, String(at + 1), circle, { ...digit, colour: colours.onAccent })
    write(doc, step, { x: LEFT + 7, y: y - 0.2, width: WIDTH - 7, height: 6 }, { size: 10, middle: true })
  })
}

function lowerHalf(doc: Doc, { societyName, contact }: PaperSociety, t: Words['t']): void {
  doc.save().dash(3, { space: 2 })
  line(doc, [0, FOLDS[1]], [92, FOLDS[1]])
  line(doc, [118, FOLDS[1]], [210, FOLDS[1]])
  doc.restore()
  write(doc, t.cut, { x: 92, y: 195.6, width: 26, height: 5 }, { size: 8.5, align: 'center', oneLine: true })
  write(doc, t.recoveryTitle, { x: LEFT, y: 205, width: WIDTH, height: 8 }, { size: 14, weight: 'Bold' })
  frame(doc, { x: LEFT, y: 216, width: WIDTH, height: 18 })
  write(doc, t.recoveryNumber, { x: 22, y: 219, width: 42, height: 12 }, { size: 11, middle: true })
  write(doc, bullets(t.recovery), { x: LEFT, y: 238, width: WIDTH, height: 24 }, { size: 10 })
  line(doc, [LEFT, 264], [192, 264])
  write(doc, societyName, { x: 106, y: 266, width: 86, height: 7 }, { size: 11, weight: 'Bold' })
  const desk = [`${t.desk} ${contact.name}`, `${t.phone} ${contact.phone}`]
  write(doc, desk, { x: 106, y: 274, width: 86, height: 14 }, { size: 9.5 })
}

function bullets(lines: readonly string[]): string[] {
  return lines.map((text) => `・${text}`)
}
