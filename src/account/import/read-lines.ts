/** `text` is empty when the line was too long to be kept; only the last line of a file can have no end. */
export type Line = {
  readonly number: number
  readonly text: string
  readonly tooLong: boolean
  readonly ended: boolean
}

/** No honest line comes near; a longer one is reported and skipped, so that memory stays constant. */
export const LONGEST_LINE = 16_384

/** Splits text into numbered lines (CRLF or LF), a list per chunk. A line of any length costs at most one chunk of memory. */
export async function* readLines(chunks: AsyncIterable<string>): AsyncGenerator<Line[]> {
  let number = 1
  let rest = ''
  let skipping = false
  for await (const chunk of chunks) {
    const lines: Line[] = []
    let start = 0
    for (let end = chunk.indexOf('\n'); end >= 0; end = chunk.indexOf('\n', start)) {
      if (!skipping) lines.push(line(number, rest + chunk.slice(start, end), true))
      number++
      start = end + 1
      rest = ''
      skipping = false
    }
    if (!skipping) rest += chunk.slice(start)
    if (rest.length > LONGEST_LINE) {
      lines.push(line(number, rest, true))
      skipping = true
      rest = ''
    }
    yield lines
  }
  if (rest !== '') yield [line(number, rest, false)]
}

function line(number: number, text: string, ended: boolean): Line {
  if (text.length > LONGEST_LINE) return { number, text: '', tooLong: true, ended }
  return { number, text: text.endsWith('\r') ? text.slice(0, -1) : text, tooLong: false, ended }
}
