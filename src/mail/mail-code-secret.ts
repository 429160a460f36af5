/** What is secret about a row of `mail_code`: the code, which only the mail shows, and the link, which is stored nowhere. */
import type { Keyring } from '../kernel/keyring.ts'

/** The code as it is stored: sealed under a key outside the database, bound to its society and row. */
export function sealCode(keyring: Keyring, societyId: number, mailCodeId: string, code: string): string {
  return keyring.seal('mail-code', code, [societyId, mailCodeId])
}

/** The code again; undefined when it was changed, moved to another row or society, or its key is gone. */
export function openCode(keyring: Keyring, societyId: number, mailCodeId: string, sealed: string): string | undefined {
  return keyring.unseal('mail-code', sealed, [societyId, mailCodeId])
}

/** What a link is for; a link for one thing opens nothing else. */
type LinkPurpose = 'confirm' | 'reset'

/** What stands in a mailed link: the row and a MAC over it, so that nothing more needs to be stored. */
export function linkToken(keyring: Keyring, societyId: number, id: string, purpose: LinkPurpose = 'confirm'): string {
  return `${id}.${keyring.mac('mail-link', String(societyId), id, purpose)}`
}

const TOKEN = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([A-Za-z0-9_-]{43})$/

/** The row that a link of this society stands for; undefined for anything that we did not write. Says nothing about spent or expired. */
export function readLinkToken(
  keyring: Keyring,
  societyId: number,
  token: string,
  purpose: LinkPurpose = 'confirm',
): string | undefined {
  const [, id, mac] = TOKEN.exec(token) ?? []
  if (id === undefined || mac === undefined) return undefined
  return keyring.matches(mac, 'mail-link', String(societyId), id, purpose) ? id : undefined
}

/** What stands in the link of an invitation: the letter and a MAC over it. */
export function invitationToken(keyring: Keyring, societyId: number, letterId: string): string {
  return `${letterId}.${keyring.mac('mail-link', String(societyId), letterId, 'invitation')}`
}

/** The letter that the link of an invitation stands for; undefined for anything that we did not write. */
export function readInvitationToken(keyring: Keyring, societyId: number, token: string): string | undefined {
  const [, id, mac] = TOKEN.exec(token) ?? []
  if (id === undefined || mac === undefined) return undefined
  return keyring.matches(mac, 'mail-link', String(societyId), id, 'invitation') ? id : undefined
}

/** The code that opens a locked password, as it is stored. */
export function sealUnlockCode(keyring: Keyring, societyId: number, unlockCodeId: string, code: string): string {
  return keyring.seal('unlock-code', code, [societyId, unlockCodeId])
}

/** The same again; undefined when it was changed or moved, or its key is gone. */
export function openUnlockCode(
  keyring: Keyring,
  societyId: number,
  unlockCodeId: string,
  sealed: string,
): string | undefined {
  return keyring.unseal('unlock-code', sealed, [societyId, unlockCodeId])
}
