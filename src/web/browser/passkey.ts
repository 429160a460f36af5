/**
 * The ceremonies of passkeys. A form marked `data-passkey` carries the WebAuthn options of its page; the answer travels in
 * its hidden field, and what went wrong in another one, so that the server alone decides what comes next. A form with
 * `data-autofill` also offers passkeys in the autofill of the user-ID field, and says on the spot what went wrong, since
 * another form on the page may hold something typed.
 */
import {
  browserSupportsWebAuthn,
  browserSupportsWebAuthnAutofill,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  platformAuthenticatorIsAvailable,
  startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser'

type Failure = 'cancelled' | 'timedOut' | 'noAuthenticator' | 'noVerification' | 'alreadyRegistered' | 'unsupported'

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-passkey]')) {
  if (browserSupportsWebAuthn()) prepare(form)
  else refuse(form)
}

function prepare(form: HTMLFormElement): void {
  form.closest<HTMLElement>('[data-passkey-place]')?.removeAttribute('hidden')
  let busy = false
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    if (busy) return
    busy = true
    form.setAttribute('aria-busy', 'true')
    await ceremony(form)
    form.removeAttribute('aria-busy')
    busy = false
  })
  // Back from the next page: the browser may show this one as it was left.
  addEventListener('pageshow', () => form.removeAttribute('aria-busy'))
  if (form.dataset.autofill !== undefined) void autofill(form)
  else void explainPhone()
}

/** No passkeys here: said before anybody tries, and the button that could not work makes room for the other method. */
function refuse(form: HTMLFormElement): void {
  document.querySelector('[data-unsupported]')?.removeAttribute('hidden')
  form.hidden = true
  for (const words of document.querySelectorAll<HTMLElement>('[data-passkey-only]')) words.hidden = true
  document.querySelector('.instead .button')?.classList.replace('button-secondary', 'button-primary')
}

async function ceremony(form: HTMLFormElement): Promise<void> {
  const startedAt = Date.now()
  const options = JSON.parse(form.dataset.options ?? '{}')
  try {
    send(form, await (form.dataset.passkey === 'create' ? create(options) : get(options)))
  } catch (error) {
    const failure = await failureOf(error, Date.now() - startedAt, options)
    if (failure === undefined) return
    if (form.dataset.autofill === undefined) report(form, failure)
    else say(form, failure)
  }
}

async function create(optionsJSON: PublicKeyCredentialCreationOptionsJSON): Promise<object> {
  const { id, rawId, type, response, clientExtensionResults } = await startRegistration({ optionsJSON })
  const { clientDataJSON, attestationObject, transports } = response
  return { id, rawId, type, response: { clientDataJSON, attestationObject, transports }, clientExtensionResults }
}

async function get(optionsJSON: PublicKeyCredentialRequestOptionsJSON, useBrowserAutofill = false): Promise<object> {
  const { id, rawId, type, response } = await startAuthentication({ optionsJSON, useBrowserAutofill })
  return { id, rawId, type, response }
}

/** Waits until somebody picks a passkey in the autofill. Its end without one (the button, leaving) is nobody's mistake. */
async function autofill(form: HTMLFormElement): Promise<void> {
  if (!(await browserSupportsWebAuthnAutofill())) return
  const options = JSON.parse(form.dataset.options ?? '{}')
  await get(options, true).then(
    (answer) => send(form, answer),
    () => undefined,
  )
}

/** Where the computer has nothing of its own, the way with the phone is open before the browser shows its QR code. */
async function explainPhone(): Promise<void> {
  const explanation = document.querySelector('[data-phone] details')
  if (explanation && !(await platformAuthenticatorIsAvailable())) explanation.setAttribute('open', '')
}

/** What browsers say is coarse: refusing, closing and having nothing that fits look alike. */
async function failureOf(error: unknown, elapsed: number, options: { timeout?: number }): Promise<Failure | undefined> {
  const { name, code, cause } = error as { name?: string; code?: string; cause?: { name?: string } }
  const kind = cause?.name ?? name
  if (kind === 'AbortError') return undefined
  if (kind === 'InvalidStateError') return 'alreadyRegistered'
  if (code === 'ERROR_AUTHENTICATOR_MISSING_USER_VERIFICATION_SUPPORT') return 'noVerification'
  if (kind === 'ConstraintError' || kind === 'NotSupportedError') return 'noAuthenticator'
  if (kind === 'SecurityError') return 'unsupported'
  if (options.timeout !== undefined && elapsed >= options.timeout) return 'timedOut'
  return (await platformAuthenticatorIsAvailable()) ? 'cancelled' : 'noAuthenticator'
}

function send(form: HTMLFormElement, answer: object): void {
  field(form, 'credential').value = JSON.stringify(answer)
  form.submit()
}

function report(form: HTMLFormElement, failure: Failure): void {
  field(form, 'failure').value = failure
  form.submit()
}

function say(form: HTMLFormElement, failure: Failure): void {
  for (const words of form.querySelectorAll<HTMLElement>('[data-failure]')) {
    words.hidden = words.dataset.failure !== failure
  }
  const button = form.querySelector<HTMLElement>('[data-retry]')
  if (button?.dataset.retry) button.textContent = button.dataset.retry
  const place = form.querySelector<HTMLElement>('[data-failures]')
  place?.removeAttribute('hidden')
  place?.focus()
  void autofill(form)
}

function field(form: HTMLFormElement, name: string): HTMLInputElement {
  return form.elements.namedItem(name) as HTMLInputElement
}
