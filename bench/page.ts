/**
 * What the sign-in page weighs with everything that it loads, as bytes over the wire, and whether it is of use before any
 * script has come (design.md §10).
 */
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { Connection, headerOf } from './driver/connection.ts'
import { openFigures } from './stage/figures.ts'
import { serveStage } from './stage/node.ts'
import { openStage } from './stage/society.ts'

const LIMIT_KB = 40
/** What browsers ask for by themselves. */
const ICON = '/favicon.ico'

const stage = await openStage()
const node = await serveStage(stage)
const connection = await Connection.open(node.place.port)

type Loaded = { readonly path: string; readonly bytes: number; readonly head: string; readonly text: string }

const page = await load('/sign-in')
const linked = [...page.text.matchAll(/<(?:script|link|img|iframe|source)\b[^>]*?\b(?:src|href)="([^"]+)"/g)].map(
  ([, address = '']) => address.replaceAll('&amp;', '&'),
)
const foreign = linked.filter((address) => !address.startsWith('/') || address.startsWith('//'))
const files = []
for (const path of [...new Set([...linked.filter((address) => !foreign.includes(address)), ICON])])
  files.push(await load(path))
connection.close()
await node.stop()

const figures = openFigures('the sign-in page of the recommended society, first visit')
for (const { path, bytes, head } of [page, ...files])
  figures.row(
    `\`${path.replace(/\.[\w-]{10}\./, '.….')}\``,
    `${bytes} bytes, ${headerOf(head, 'content-encoding') ?? 'as it is'}, ${headerOf(head, 'cache-control') ?? 'not said'}`,
  )
const kilobytes = [page, ...files].reduce((sum, { bytes }) => sum + bytes, 0) / 1024
figures.row(`all ${files.length + 1} answers, heads included`, `${kilobytes.toFixed(1)} KB`, {
  value: kilobytes,
  most: LIMIT_KB,
  unit: ' KB',
})
count('files of other origins', foreign.length)
count('files under /assets that are not compressed, or not kept for ever', files.filter(isWasteful).length)
count(
  'imports that a script would load later',
  files.filter(({ path, text }) => path.includes('.js') && /\bimport\b[^.]*["']/.test(text)).length,
)
count('parts missing from the form before script', missingParts(page.text).length)
figures.end()

function count(what: string, found: number): void {
  figures.row(what, String(found), { value: found, most: 0 })
}

async function load(path: string): Promise<Loaded> {
  const before = connection.bytesRead
  const head = `GET ${path} HTTP/1.1\r\nHost: ${stage.host}\r\nAccept-Encoding: gzip, deflate, br, zstd\r\nSec-Fetch-Site: same-origin`
  const answer = await connection.send(`${head}\r\n\r\n`)
  const text = plain(answer.body, headerOf(answer.head, 'content-encoding')).toString('utf8')
  return { path, bytes: connection.bytesRead - before, head: answer.head, text }
}

function plain(body: Buffer, encoding: string | undefined): Buffer {
  if (encoding === 'br') return brotliDecompressSync(body)
  return encoding === 'gzip' ? gunzipSync(body) : body
}

/** Below a kilobyte there is nothing to gain: it is one packet either way. */
function isWasteful({ path, head, text }: Loaded): boolean {
  if (!path.startsWith('/assets/')) return false
  const isKept = headerOf(head, 'cache-control')?.includes('immutable')
  const isSmall = headerOf(head, 'content-encoding') === 'br' || Buffer.byteLength(text) < 1024
  return !isKept || !isSmall
}

/** A form that a browser can fill in and send without any script. */
function missingParts(html: string): RegExp[] {
  const form =
    /<form\b[^>]*method="post"[^>]*>(?:(?!<\/form>)[\s\S])*name="userId"[\s\S]*?<\/form>/.exec(html)?.[0] ?? ''
  const wanted = [/<input[^>]*name="userId"/, /<input[^>]*type="password"/, /<button[^>]*type="submit"/]
  return wanted.filter((part) => !part.test(form))
}
