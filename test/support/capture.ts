import type { Io } from '../../src/cli/io.ts'

/** What a command that runs in this process says. */
export function capture(cwd: string): Io & { readonly said: { out: string[]; err: string[] } } {
  const said = { out: [] as string[], err: [] as string[] }
  return { cwd, said, out: (line) => void said.out.push(line), err: (line) => void said.err.push(line) }
}
