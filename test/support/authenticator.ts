/** A passkey keeper of the test's own: real ES256 keys, attestation "none", and every lie that a test wants it to tell. */
import { createHash, createPrivateKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'

type Kept = {
  readonly id: string
  readonly rpId: string
  readonly userHandle: string
  readonly key: KeyObject
  counter: number
}

/** What a page offers in `data-options`. */
export type Offer = {
  readonly challenge: string
  readonly rp?: { readonly id: string; readonly name: string }
  readonly rpId?: string
  readonly user?: { readonly id: string; readonly name: string; readonly displayName: string }
  readonly excludeCredentials?: readonly { readonly id: string }[]
  readonly allowCredentials?: readonly { readonly id: string }[]
  readonly authenticatorSelection?: object
  readonly userVerification?: string
  readonly timeout?: number
}

/** Lies, each for one answer; nothing given is an honest answer. */
export type Lies = {
  readonly origin?: string
  readonly rpId?: string
  readonly challenge?: string
  readonly userVerified?: boolean
  readonly userHandle?: string | null
  readonly counter?: number
  readonly type?: string
  readonly discoverable?: boolean
  readonly badSignature?: boolean
}

const UP = 0x01
const UV = 0x04
const BE = 0x08
const BS = 0x10
const AT = 0x40

export class Authenticator {
  readonly passkeys: Kept[] = []
  readonly #origin: string
  readonly #synced: boolean
  readonly #aaguid: string

  constructor(origin: string, options: { synced?: boolean; aaguid?: string } = {}) {
    this.#origin = origin
    this.#synced = options.synced ?? false
    this.#aaguid = options.aaguid ?? '00000000-0000-0000-0000-000000000000'
  }

  /** Another device with the same keys, as they are now. */
  copy(): Authenticator {
    const copy = new Authenticator(this.#origin, { synced: this.#synced, aaguid: this.#aaguid })
    copy.passkeys.push(...this.passkeys.map((kept) => ({ ...kept })))
    return copy
  }

  /** Makes a passkey: what the hidden field of the page carries. */
  create(offer: Offer, lies: Lies = {}): string {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const id = randomBytes(20)
    const rpId = offer.rp?.id ?? ''
    const key = createPrivateKey({
      key: privateKey.export({ format: 'der', type: 'pkcs8' }),
      format: 'der',
      type: 'pkcs8',
    })
    const kept: Kept = { id: id.toString('base64url'), rpId, userHandle: offer.user?.id ?? '', key, counter: 0 }
    if (!this.#synced) kept.counter += 1
    this.passkeys.push(kept)
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
    const cose = Buffer.concat([
      Buffer.from('a5010203262001215820', 'hex'),
      Buffer.from(x, 'base64url'),
      Buffer.from('225820', 'hex'),
      Buffer.from(y, 'base64url'),
    ])
    const length = Buffer.alloc(2)
    length.writeUInt16BE(id.length)
    const aaguid = Buffer.from(this.#aaguid.replaceAll('-', ''), 'hex')
    const attested = Buffer.concat([aaguid, length, id, cose])
    const authData = Buffer.concat([this.#authData(rpId, kept.counter, AT, lies), attested])
    const attestationObject = Buffer.concat([
      Buffer.from('a363666d74646e6f6e656761747453746d74a068617574684461746159', 'hex'),
      twoBytes(authData.length),
      authData,
    ])
    return JSON.stringify({
      id: kept.id,
      rawId: kept.id,
      type: 'public-key',
      response: {
        clientDataJSON: this.#clientData('webauthn.create', offer, lies).toString('base64url'),
        attestationObject: attestationObject.toString('base64url'),
        transports: this.#synced ? ['hybrid', 'internal'] : ['internal'],
      },
      clientExtensionResults: { credProps: { rk: lies.discoverable ?? true } },
    })
  }

  /** Shows one of its passkeys, the newest that fits. */
  get(offer: Offer, lies: Lies = {}): string {
    const allowed = offer.allowCredentials ?? []
    const kept = this.passkeys.findLast(
      ({ id, rpId }) =>
        (rpId === offer.rpId || lies.rpId) && (allowed.length === 0 || allowed.some((one) => one.id === id)),
    )
    if (!kept) throw new Error('NotAllowedError: no passkey here fits')
    if (!this.#synced) kept.counter += 1
    const authData = this.#authData(offer.rpId ?? '', lies.counter ?? kept.counter, 0, lies)
    const clientData = this.#clientData('webauthn.get', offer, lies)
    const signed = Buffer.concat([authData, createHash('sha256').update(clientData).digest()])
    const signature = sign('sha256', signed, kept.key)
    if (lies.badSignature) signature.writeUInt8(signature.readUInt8(signature.length - 1) ^ 1, signature.length - 1)
    const userHandle = lies.userHandle === undefined ? kept.userHandle : lies.userHandle
    return JSON.stringify({
      id: kept.id,
      rawId: kept.id,
      type: 'public-key',
      response: {
        clientDataJSON: clientData.toString('base64url'),
        authenticatorData: authData.toString('base64url'),
        signature: signature.toString('base64url'),
        ...(userHandle === null ? {} : { userHandle }),
      },
    })
  }

  #authData(rpId: string, counter: number, more: number, lies: Lies): Buffer {
    const count = Buffer.alloc(4)
    count.writeUInt32BE(counter)
    const verified = lies.userVerified === false ? 0 : UV
    const flags = UP | verified | (this.#synced ? BE | BS : 0) | more
    return Buffer.concat([
      createHash('sha256')
        .update(lies.rpId ?? rpId)
        .digest(),
      Buffer.from([flags]),
      count,
    ])
  }

  #clientData(type: string, offer: Offer, lies: Lies): Buffer {
    const challenge = lies.challenge ?? offer.challenge
    const said = { type: lies.type ?? type, challenge, origin: lies.origin ?? this.#origin, crossOrigin: false }
    return Buffer.from(JSON.stringify(said))
  }
}

/** The WebAuthn options that a page carries. */
export function offerOf(html: string): Offer {
  const options = /data-options="([^"]*)"/.exec(html)?.[1]
  if (!options) throw new Error('the page offers no ceremony')
  return JSON.parse(options.replaceAll('&quot;', '"').replaceAll('&amp;', '&').replaceAll('&#39;', "'"))
}

function twoBytes(length: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16BE(length)
  return bytes
}
