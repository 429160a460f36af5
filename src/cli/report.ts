import type { Report } from '../web/app.ts'
import type { Io } from './io.ts'

/**
 * Writes a defect to the log: where it happened, under the reference that the visitor saw. Never the message of a
 * database error's detail, which may quote what somebody typed.
 */
export function reportTo(io: Io): Report {
  return (reference, error) => {
    const at = new Date().toISOString()
    const { name, code, stack } =
      error instanceof Error ? (error as Error & { code?: string }) : { name: 'unknown', code: '', stack: '' }
    const frames = (stack ?? '').split('\n').filter((line) => line.startsWith('    at '))
    io.err([`${at} defect ${reference} ${name} ${code ?? ''}`, ...frames].join('\n'))
  }
}
