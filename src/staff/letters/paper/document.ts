import { createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { finished } from 'node:stream/promises'
import PDFDocument from 'pdfkit'
import type { Locale } from '../../../texts/codes.ts'
import { A4, a4Ground, a4Letter } from './a4.ts'
import type { Layout, PaperLetter, PaperSociety } from './letter-paper.ts'
import { POSTCARD, postcardFaces, postcardGrounds } from './postcard.ts'
import { type Words, wordsOf } from './words.ts'

/** What a run of letters has in common. */
export type Run = {
  readonly society: PaperSociety
  readonly layout: Layout
  readonly locale: Locale
  readonly withRecovery: boolean
}

/** The two weights, read once; their glyphs are looked up in every document. */
export type Fonts = { readonly Regular: PDFKit.Mixins.PDFFontSource; readonly Bold: PDFKit.Mixins.PDFFontSource }

export type LetterDocument = {
  add(letter: PaperLetter): void
  /** Resolves when the whole file is on the disk. */
  end(): Promise<void>
}

type Doc = PDFKit.PDFDocument
type Form = ReturnType<Doc['ref']>

const LAYOUTS = {
  a4: { ...A4, grounds: [a4Ground], letters: [a4Letter] },
  postcard: { ...POSTCARD, grounds: postcardGrounds, letters: postcardFaces },
} as const

export async function readFonts(): Promise<Fonts> {
  const [Regular, Bold] = [
    import.meta.resolve('@expo-google-fonts/noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf'),
    import.meta.resolve('@expo-google-fonts/noto-sans-jp/700Bold/NotoSansJP_700Bold.ttf'),
  ]
  return { Regular: await readFile(new URL(Regular)), Bold: await readFile(new URL(Bold)) }
}

/**
 * A PDF with many letters, written as they come; all of them share one subset of the fonts and one drawing of what is the
 * same on each. The file must not exist, and only its owner can read it.
 */
export async function openDocument(path: string, run: Run, fonts: Fonts): Promise<LetterDocument> {
  const { size, grounds, letters } = LAYOUTS[run.layout]
  const words = wordsOf(run.locale)
  const file = createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true })
  await new Promise((opened, failed) => file.once('open', opened).once('error', failed))
  const Title = run.society.letterTitle ?? words.t.title
  const doc = new PDFDocument({ size: [...size], margin: 0, autoFirstPage: false, info: { Title }, lang: run.locale })
  doc.registerFont('Regular', fonts.Regular).registerFont('Bold', fonts.Bold)
  const done = finished(doc.pipe(file))
  done.catch(() => undefined) // told by end()
  const forms: Form[] = []
  return {
    add(letter) {
      for (const [face, draw] of letters.entries()) {
        doc.addPage()
        const form = forms[face] ?? drawForm(doc, run, words, grounds[face])
        forms[face] = form
        doc.page.xobjects.Ground = form
        doc.addContent('/Ground Do')
        draw(doc, run.society, words, letter)
      }
    },
    async end() {
      doc.end()
      await done
    },
  }
}

/** What is the same on every letter, kept once as a form that each page shows (PDF 32000-1, 8.10). */
function drawForm(doc: Doc, run: Run, words: Words, ground: (typeof postcardGrounds)[number] | undefined): Form {
  const { page } = doc
  const { content } = page
  const form = doc.ref({ Type: 'XObject', Subtype: 'Form', FormType: 1, BBox: [0, 0, page.width, page.height] })
  page.content = form
  ground?.(doc, run.society, words, run.withRecovery)
  page.content = content
  Object.assign(form.data, { Resources: { Font: { ...page.fonts } } })
  form.end(undefined)
  return form
}
