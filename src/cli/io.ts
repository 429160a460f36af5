/** Where a command's words go; a command that runs inside the demo writes back over the socket. */
export type Io = {
  readonly cwd: string
  out(line: string): void
  err(line: string): void
}

export const terminal: Io = {
  cwd: process.cwd(),
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
}
