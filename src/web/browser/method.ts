/**
 * The page of methods: a device that has no face, fingerprint or screen lock of its own says so before anybody chooses.
 * All that the page needs to be understood stands there without script.
 */
const words = document.querySelector<HTMLElement>('[data-no-authenticator]')
const isThere = globalThis.PublicKeyCredential?.isUserVerifyingPlatformAuthenticatorAvailable

if (words && !(await isThere?.().catch(() => true))) words.hidden = false
