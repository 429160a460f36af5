import { qrRuns } from '../../../factor/totp/qr.ts'

/** Points (1/72 inch) in a millimetre. */
export const MM = 72 / 25.4

/** A place on the sheet, in millimetres from its upper left corner. */
export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

export type Style = {
  readonly weight?: 'Regular' | 'Bold'
  /** Points; what does not fit its box is set smaller, down to `SMALLEST`. */
  readonly size: number
  readonly align?: 'left' | 'center' | 'right'
  /** Keeps it on one line, as numbers and addresses must be. */
  readonly oneLine?: boolean
  readonly middle?: boolean
  readonly colour?: string
}

/** What the longest name, address and policy need at most; nothing is ever cut off. */
const SMALLEST = 4
const STEP = 0.25

type Doc = PDFKit.PDFDocument

/** Sets text into a box: broken by the Japanese rules (禁則) that pdfkit knows, smaller where it would not fit. Throws where even that fails. */
export function write(doc: Doc, text: string | readonly string[], box: Box, style: Style): void {
  const words = typeof text === 'string' ? text : text.join('\n')
  const { size, height } = fitting(doc, words, box, style)
  const top = style.middle ? box.y * MM + (box.height * MM - height) / 2 : box.y * MM
  doc.fontSize(size).fillColor(style.colour ?? '#000000')
  if (style.oneLine) doc.text(words, lineStart(doc, words, box, style), top, { lineBreak: false })
  else doc.text(words, box.x * MM, top, { width: box.width * MM, align: style.align ?? 'left' })
}

function fitting(doc: Doc, words: string, box: Box, style: Style): { size: number; height: number } {
  const [width, height] = [box.width * MM, box.height * MM]
  doc.font(style.weight ?? 'Regular')
  for (let size = style.size; size >= SMALLEST; size -= STEP) {
    doc.fontSize(size)
    const line = doc.currentLineHeight(true)
    if (doc.widthOfString(words) <= width && line <= height && !words.includes('\n')) return { size, height: line }
    if (style.oneLine) continue
    const needed = doc.heightOfString(words, { width })
    if (needed <= height) return { size, height: needed }
  }
  throw new Error(`a text of ${words.length} characters does not fit its place on the letter`)
}

function lineStart(doc: Doc, words: string, box: Box, { align }: Style): number {
  const free = box.width * MM - doc.widthOfString(words)
  return box.x * MM + (align === 'right' ? free : align === 'center' ? free / 2 : 0)
}

/** A frame with round corners. */
export function frame(doc: Doc, { x, y, width, height }: Box, colour = '#000000'): void {
  doc.lineWidth(1).strokeColor(colour)
  doc.roundedRect(x * MM, y * MM, width * MM, height * MM, 2 * MM).stroke()
}

export function line(doc: Doc, from: readonly [number, number], to: readonly [number, number], width = 0.5): void {
  doc.lineWidth(width).strokeColor('#000000')
  doc
    .moveTo(from[0] * MM, from[1] * MM)
    .lineTo(to[0] * MM, to[1] * MM)
    .stroke()
}

/** The QR code with its quiet zone, as wide as the box; as areas, so that it is sharp on every printer. */
export function qrCode(doc: Doc, text: string, { x, y, width }: Box): void {
  const { size, runs } = qrRuns(text)
  const unit = (width * MM) / size
  const at = (modules: number) => (modules * unit).toFixed(2)
  const areas = runs.map(([left, top, length]) => `${at(left)} ${at(top)} ${at(length)} ${at(1)} re`)
  doc.addContent(`q 1 0 0 1 ${(x * MM).toFixed(2)} ${(y * MM).toFixed(2)} cm 0 g ${areas.join(' ')} f Q`)
}
