import { notMeToken } from '../mail/not-me-token.ts'
import type { PageRequest } from './request.ts'
import { paths } from './views/paths.ts'

/** Where 「心当たりがない」 about what happened then leads: to whoever was shown this page, for ten days. */
export function notMePath({ gate, society }: PageRequest, accountId: string, happenedAt: number): string {
  return `${paths.notMe}/${notMeToken(gate.keyring, society.id, { accountId, happenedAt, madeAt: gate.clock() })}`
}
