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

// Browsers that honour `autofocus` on fields only; the others have had their turn when the first picture is drawn.
addEventListener('load', () => requestAnimationFrame(() => requestAnimationFrame(focusSummary)))

function focusSummary(): void {
  if (document.activeElement !== document.body) return
  document.querySelector<HTMLElement>('[data-summary]')?.focus()
}
