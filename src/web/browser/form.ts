import { closeMenusInTime } from './menu.ts'
import { giveBackTyped, keepTypedOf } from './typed.ts'

closeMenusInTime()
giveBackTyped()
keepTypedOf(document.querySelectorAll('form[data-form]'))

/** A form is sent once: a second tap while the answer is on its way does nothing. Errors never block the next try. */
const PATIENCE = 8000

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-form]')) {
  const release = () => {
    delete form.dataset.sent
    form.removeAttribute('aria-busy')
  }
  form.addEventListener('submit', (event) => {
    if (form.dataset.sent !== undefined) {
      event.preventDefault()
      return
    }
    // The button stays enabled: a disabled one would take its name and value out of what is sent.
    form.dataset.sent = ''
    form.setAttribute('aria-busy', 'true')
    // A lost answer must not leave a dead form behind.
    setTimeout(release, PATIENCE)
  })
  // Back from the next page: the browser may show this one as it was left.
  addEventListener('pageshow', release)
}

// A page that came as the answer to a post would ask to send the form again on the way back or at a reload, which
// frightens people. Written anew like this, its place in the history is a plain address.
history.replaceState(history.state, '', location.href)

// The answer to a post can get lost on its way. Whoever then opens a page again is asked for the token of the page that
// posted; this tab keeps it, and posts it by itself (decision 0008).
addEventListener('pageshow', () => {
  const resume = document.querySelector<HTMLFormElement>('form[data-resume]')
  const once = document.querySelector<HTMLInputElement>('form:not([data-resume]) [name=once]')
  if (resume) takeUp(resume)
  else if (once) keep(once.value)
})

const KEPT = 'once'

function keep(once: string): void {
  try {
    sessionStorage.setItem(KEPT, once)
  } catch {
    // A browser that keeps nothing: the page says how to go on.
  }
}

function takeUp(form: HTMLFormElement): void {
  try {
    const once = sessionStorage.getItem(KEPT)
    sessionStorage.removeItem(KEPT)
    const field = form.elements.namedItem('once')
    if (!once || !(field instanceof HTMLInputElement)) return
    field.value = once
    form.submit()
  } catch {
    // As above.
  }
}

// Browsers that honour `autofocus` on fields only; the others have had their turn when the first picture is drawn.
addEventListener('load', () => requestAnimationFrame(() => requestAnimationFrame(focusSummary)))

function focusSummary(): void {
  const summary = document.querySelector<HTMLElement>('[data-summary]')
  // Whoever came over the skip link or a link to a field posted with its `#…`, and the browser went there instead.
  const landed = document.getElementById(location.hash.slice(1))
  const nobodyChose = [document.body, landed].includes(document.activeElement as HTMLElement | null)
  if (nobodyChose) summary?.focus()
}
