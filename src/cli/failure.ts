import type { Io } from './io.ts'

/** A call that cannot be understood; the message is for whoever typed it. */
export class WrongCall extends Error {}

/** Says why a command failed, in one sentence, and returns its exit code: 2 for a call that is wrong, 1 for the rest. */
export function failure(error: unknown, io: Io): 1 | 2 {
  const { message = '', code = '', port } = error as { message?: string; code?: unknown; port?: number }
  if (code === 'EADDRINUSE' && port) io.err(`port ${port} is in use: name another one`)
  else io.err(message || String(code) || 'the command failed')
  return error instanceof WrongCall || String(code).startsWith('ERR_PARSE_ARGS') ? 2 : 1
}
