/** The thread that draws: it gets letters, writes files and answers each order when it is done. */
import { parentPort, workerData } from 'node:worker_threads'
import { type LetterDocument, openDocument, type Run, readFonts } from './document.ts'
import type { PaperLetter } from './letter-paper.ts'
import { missingSigns, openGlyphs } from './missing-signs.ts'

export type Order =
  | { readonly kind: 'check'; readonly texts: readonly string[] }
  | { readonly kind: 'open'; readonly path: string }
  | { readonly kind: 'add'; readonly letters: readonly PaperLetter[] }
  | { readonly kind: 'close' }

export type Answer = { readonly id: number } & (
  | { readonly value: unknown }
  | { readonly error: { readonly message: string; readonly code: string | undefined } }
)

const run = workerData as Run
const fonts = await readFonts()
const glyphs = openGlyphs(fonts)
let document: LetterDocument | undefined

async function carryOut(order: Order): Promise<unknown> {
  switch (order.kind) {
    case 'check':
      return order.texts.map((text) => missingSigns(glyphs, text))
    case 'open':
      document = await openDocument(order.path, run, fonts)
      return undefined
    case 'add':
      for (const letter of order.letters) document?.add(letter)
      return undefined
    case 'close':
      await document?.end()
      document = undefined
  }
  return undefined
}

let last: Promise<void> = Promise.resolve()

parentPort?.on('message', ({ id, order }: { id: number; order: Order }) => {
  last = last.then(async () => {
    const answer: Answer = await carryOut(order).then(
      (value) => ({ id, value }),
      (error: Error & { code?: string }) => ({ id, error: { message: error.message, code: error.code } }),
    )
    parentPort?.postMessage(answer)
  })
})
