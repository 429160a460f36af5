/** What a member's phone does, by tools that nobody here wrote: oathtool computes codes, zbarimg reads QR codes. */
import { execFileSync } from 'node:child_process'

const PERIOD = 30

/** The code of an app for one step of 30 seconds. */
export function codeOf(secret: string, step: number): string {
  const args = ['--totp', '-b', `--now=@${step * PERIOD}`, '--', secret]
  return execFileSync('oathtool', args, { encoding: 'utf8' }).trim()
}

export const presentStep = (): number => Math.floor(Date.now() / 1000 / PERIOD)

/**
 * An app whose owner never types a code twice and never waits: after the code of the present step comes the one of the
 * next, which the server takes already. Both are still good when a step ends between reading and typing.
 */
export class Authenticator {
  readonly secret: string
  #last = 0

  constructor(secret: string) {
    this.secret = secret
  }

  next(): string {
    this.#last = Math.max(presentStep(), this.#last + 1)
    return codeOf(this.secret, this.#last)
  }

  /** The code that was shown last. */
  get shown(): string {
    return codeOf(this.secret, this.#last)
  }
}

/** What the QR code in a picture says. */
export function readQr(png: Buffer): string {
  const args = ['--raw', '-q', '-Sdisable', '-Sqrcode.enable', 'png:-']
  return execFileSync('zbarimg', args, { input: png, encoding: 'utf8', stdio: 'pipe' }).trimEnd()
}

/** The parts of an otpauth URI. */
export function readOtpauth(uri: string): { label: string; issuer: string; secret: string; settings: string } {
  const url = new URL(uri)
  const of = (name: string) => url.searchParams.get(name) ?? ''
  return {
    label: decodeURIComponent(url.pathname.replace(/^\/+(totp\/)?/, '')),
    issuer: of('issuer'),
    secret: of('secret'),
    settings: [url.protocol, url.host, of('algorithm'), of('digits'), of('period')].join(' '),
  }
}
