import { createInterface } from 'node:readline/promises'

/** Where a command's words go; a command that runs inside the demo writes back over the socket. */
export type Io = {
  readonly cwd: string
  out(line: string): void
  err(line: string): void
  /** How far a long command is; may be said as often as there is something to say. */
  progress?(text: string): void
  /** Asks a person at a terminal, who says yes or not; missing where nobody sits there. */
  readonly ask?: ((question: string) => Promise<boolean>) | undefined
}

/** On a screen, progress is one line that changes; in a log it is a line now and then. */
const QUIET_MS = 10_000
let lastProgress = performance.now()
let shown = false

function wipe(): void {
  if (shown) process.stderr.write('\r\x1b[2K')
  shown = false
}

export const terminal: Io = {
  cwd: process.cwd(),
  out: (line) => {
    wipe()
    process.stdout.write(`${line}\n`)
  },
  err: (line) => {
    wipe()
    process.stderr.write(`${line}\n`)
  },
  progress: (text) => {
    if (process.stderr.isTTY) {
      wipe()
      process.stderr.write(text)
      shown = true
    } else if (performance.now() - lastProgress > QUIET_MS) {
      lastProgress = performance.now()
      process.stderr.write(`${text}\n`)
    }
  },
  ask: process.stdin.isTTY ? askHere : undefined,
}

async function askHere(question: string): Promise<boolean> {
  const reader = createInterface({ input: process.stdin, output: process.stderr })
  try {
    const answer = await reader.question(`${question} [y/N] `)
    return ['y', 'yes', 'はい'].includes(answer.normalize('NFKC').trim().toLowerCase())
  } finally {
    reader.close()
  }
}
