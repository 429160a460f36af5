/**
 * The WebAuthn library. With what it needs it is a third of all modules, so it is loaded when somebody uses a passkey first, or when
 * the node has time.
 */
export const library = () => import('@simplewebauthn/server')

/** The bytes of a base64url text, as the library takes them. */
export const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text, 'base64url'))
