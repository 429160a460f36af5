import { listNotices } from '../society/list-notices.ts'
import type { PageRequest } from './request.ts'

/** The society's notices as the top page and the portal show them (PLT-23). */
export function noticesOf({ gate, society }: PageRequest) {
  return gate.database.inSociety(society.id, (tx) => listNotices(tx, gate.clock()))
}
