/**
 * The keys that live outside the database. One master key feeds a separate key per purpose (HKDF, RFC 5869), so that a
 * value made for one purpose proves nothing for another. Master keys rotate: the first seals, all of them unseal.
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { equal } from './equal.ts'

/** What a derived key may be used for; a closed list, so that two uses cannot share a name by accident. */
export type MacPurpose =
  | 'letter-code'
  | 'mail-code'
  | 'mail-link'
  | 'typed-identifier'
  | 'network'
  | 'recovery-code'
  | 'audit-batch'
  | 'audit-head'
export type SealPurpose =
  | 'totp-secret'
  | 'mail-code'
  | 'passkey-challenge'
  | 'remembered-id'
  | 'known-browser'
  | 'unlock-code'
  | 'unlock-request'
  | 'visit-handover'
  | 'draft'
  | 'letter-file'
  | 'mail-notice'
  | 'kept-input'
  | 'recovery-offer'

export type Keyring = {
  /** HMAC-SHA-256 over the parts (each length-prefixed, so that parts cannot be shifted), base64url. */
  mac(purpose: MacPurpose, ...parts: string[]): string
  /** Whether `mac` was made of these parts by any of the keys (constant time per key). */
  matches(mac: string, purpose: MacPurpose, ...parts: string[]): boolean
  /** AES-256-GCM; `boundTo` (society, owner, row) must be the same when it is opened. */
  seal(purpose: SealPurpose, plaintext: string, boundTo: readonly (string | number)[]): string
  /** Undefined when the text was changed, moved to another row, or sealed by a key that is gone. */
  unseal(purpose: SealPurpose, sealed: string, boundTo: readonly (string | number)[]): string | undefined
}

/** `masters` are 32-byte keys as `name:base64`, newest first, separated by spaces or commas. Throws on anything else. */
export function openKeyring(masters: string): Keyring {
  const keys = parseMasters(masters)
  const current = keys[0]
  if (!current) throw new Error('at least one key is needed')
  return {
    mac: (purpose, ...parts) => macWith(current.key, purpose, parts),
    matches: (mac, purpose, ...parts) =>
      keys.map(({ key }) => equal(mac, macWith(key, purpose, parts))).some((same) => same),
    seal(purpose, plaintext, boundTo) {
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', derive(current.key, `seal:${purpose}`), iv)
      cipher.setAAD(framed(boundTo.map(String)))
      const body = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()])
      return `${current.name}.${Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')}`
    },
    unseal(purpose, sealed, boundTo) {
      const [name, body] = sealed.split('.')
      const master = keys.find((key) => key.name === name)
      if (!master || !body) return undefined
      return open(derive(master.key, `seal:${purpose}`), Buffer.from(body, 'base64url'), framed(boundTo.map(String)))
    },
  }
}

/** A new master key in the form that `openKeyring` reads. */
export function newMasterKey(name: string): string {
  return `${name}:${randomBytes(32).toString('base64')}`
}

function macWith(master: Buffer, purpose: MacPurpose, parts: readonly string[]): string {
  return createHmac('sha256', derive(master, `mac:${purpose}`))
    .update(framed(parts))
    .digest('base64url')
}

function open(key: Buffer, bytes: Buffer, aad: Buffer): string | undefined {
  if (bytes.length < 28) return undefined
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12))
  decipher.setAAD(aad)
  decipher.setAuthTag(bytes.subarray(12, 28))
  try {
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
  } catch {
    return undefined
  }
}

function parseMasters(text: string): { name: string; key: Buffer }[] {
  return text
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((entry) => {
      const match = /^([a-z0-9-]{1,16}):([A-Za-z0-9+/=_-]+)$/.exec(entry)
      const key = Buffer.from(match?.[2] ?? '', 'base64')
      if (!match?.[1] || key.length !== 32) throw new Error('a key is written as name:base64 of 32 bytes')
      return { name: match[1], key }
    })
}

const derived = new WeakMap<Buffer, Map<string, Buffer>>()

function derive(master: Buffer, info: string): Buffer {
  const known = derived.get(master) ?? new Map<string, Buffer>()
  derived.set(master, known)
  const key = known.get(info) ?? Buffer.from(hkdfSync('sha256', master, '', `genkan:${info}`, 32))
  known.set(info, key)
  return key
}

function framed(parts: readonly string[]): Buffer {
  return Buffer.concat(
    parts.map((part) => {
      const bytes = Buffer.from(part, 'utf8')
      const length = Buffer.alloc(4)
      length.writeUInt32BE(bytes.length)
      return Buffer.concat([length, bytes])
    }),
  )
}
