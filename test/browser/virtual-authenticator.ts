/** Chromium's virtual authenticator: a phone's or computer's own keeper of passkeys, which does what a person would. */
import type { CDPSession, Page } from 'playwright-core'

type Settings = { readonly recognises?: boolean; readonly present?: boolean }

/** It belongs to one tab. WebAuthn is always enabled first: without it a ceremony hangs for ever. */
export class VirtualAuthenticator {
  readonly #session: CDPSession
  readonly #id: string

  constructor(session: CDPSession, id: string) {
    this.#session = session
    this.#id = id
  }

  static async plugInto(
    page: Page,
    { recognises = true, present = true }: Settings = {},
  ): Promise<VirtualAuthenticator> {
    const session = await page.context().newCDPSession(page)
    await session.send('WebAuthn.enable', { enableUI: false })
    const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        ctap2Version: 'ctap2_1',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: recognises,
        automaticPresenceSimulation: present,
      },
    })
    return new VirtualAuthenticator(session, authenticatorId)
  }

  /** Whether the face or finger that is shown is recognised. */
  async recognises(isUserVerified: boolean): Promise<void> {
    await this.#session.send('WebAuthn.setUserVerified', { authenticatorId: this.#id, isUserVerified })
  }

  /** Whether somebody is there who touches what asks to be touched. */
  async isThere(enabled: boolean): Promise<void> {
    await this.#session.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId: this.#id, enabled })
  }

  async count(): Promise<number> {
    const { credentials } = await this.#session.send('WebAuthn.getCredentials', { authenticatorId: this.#id })
    return credentials.length
  }
}
