import iconv from 'iconv-lite'
import { err, ok, type Result } from '../../kernel/result.ts'
import type { ProblemReason } from './member-row.ts'

export type Encoding = 'cp932' | 'utf-8'

const SAMPLE_BYTES = 65_536
const NEWLINE = 0x0a

/**
 * Turns the bytes of a member file into text. Its encoding is found in the first line, whose Japanese column names in
 * CP932 can never be UTF-8 (記 begins with 0x8B); a BOM is dropped. Bytes that mean nothing become U+FFFD, never "?" (DATA-05).
 */
export async function decodeFile(
  bytes: AsyncIterable<Uint8Array>,
): Promise<Result<{ encoding: Encoding; text: AsyncIterable<string> }, ProblemReason>> {
  const iterator = bytes[Symbol.asyncIterator]()
  const sample = await firstLine(iterator)
  const encoding = detect(sample)
  if (encoding !== 'cp932' && encoding !== 'utf-8') {
    await iterator.return?.()
    return err(encoding)
  }
  return ok({ encoding, text: decoded(sample, iterator, encoding) })
}

async function firstLine(iterator: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for (let size = 0; size < SAMPLE_BYTES; ) {
    const { value, done } = await iterator.next()
    if (done) break
    chunks.push(value)
    size += value.length
    if (value.includes(NEWLINE)) break
  }
  return Buffer.concat(chunks)
}

function detect(sample: Uint8Array): Encoding | ProblemReason {
  const start = Buffer.from(sample.subarray(0, 4)).toString('hex')
  if (start === '') return 'emptyFile'
  if (start === '504b0304' || start === 'd0cf11e0') return 'spreadsheet' // xlsx (a ZIP archive) and the older xls
  if (start.startsWith('fffe') || start.startsWith('feff')) return 'utf16'
  const end = sample.indexOf(NEWLINE)
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(end < 0 ? sample : sample.subarray(0, end), { stream: end < 0 })
    return 'utf-8'
  } catch {
    return 'cp932'
  }
}

async function* decoded(
  sample: Uint8Array,
  rest: AsyncIterator<Uint8Array>,
  encoding: Encoding,
): AsyncGenerator<string> {
  const decoder = encoding === 'cp932' ? cp932() : utf8()
  try {
    yield decoder.write(sample)
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield decoder.write(next.value)
    yield decoder.end()
  } finally {
    await rest.return?.()
  }
}

type Decoder = { write(bytes: Uint8Array): string; end(): string }

function cp932(): Decoder {
  const decoder = iconv.getDecoder('cp932')
  return { write: (bytes) => decoder.write(Buffer.from(bytes)), end: () => decoder.end() ?? '' }
}

function utf8(): Decoder {
  const decoder = new TextDecoder('utf-8')
  return { write: (bytes) => decoder.decode(bytes, { stream: true }), end: () => decoder.decode() }
}
