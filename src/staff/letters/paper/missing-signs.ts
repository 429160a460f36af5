import PDFDocument from 'pdfkit'
import type { Fonts } from './document.ts'

/** The part of fontkit's font that says which signs it can draw; pdfkit keeps it behind its own. */
type Glyphs = { hasGlyphForCodePoint(codePoint: number): boolean }

/** The font of the letters, opened to be asked. */
export function openGlyphs(fonts: Pick<Fonts, 'Regular'>): Glyphs {
  const doc = new PDFDocument({ autoFirstPage: false })
  doc.font(fonts.Regular)
  const { font } = (doc as unknown as { _font: { font: Glyphs } })._font
  return font
}

// They choose among the shapes of the sign before them, which is drawn in its common shape.
const SELECTORS = /[\uFE00-\uFE0F\u{E0100}-\u{E01EF}\n]/gu

/** The signs that the font of the letters does not have: they would come out as empty boxes. */
export function missingSigns(glyphs: Glyphs, text: string): string[] {
  const missing = [...text.replace(SELECTORS, '')].filter(
    (sign) => !glyphs.hasGlyphForCodePoint(sign.codePointAt(0) ?? 0),
  )
  return [...new Set(missing)]
}
