// web/browser: what a page gains when script runs; each file is an entry of its own.
// It knows the marks (`data-…`) that views put into the page. It must not be needed for anything, and it imports nothing of the server.
// This file: the eye beside a password field (LGN-04, PWD-12).

for (const button of document.querySelectorAll<HTMLButtonElement>('[data-eye]')) {
  const field = document.getElementById(button.dataset.eye ?? '')
  if (!(field instanceof HTMLInputElement)) continue
  button.hidden = false
  const show = (shown: boolean) => {
    field.type = shown ? 'text' : 'password'
    button.setAttribute('aria-pressed', String(shown))
  }
  button.addEventListener('click', () => show(field.type === 'password'))
  // A shown password would be kept by the browser as ordinary text, and offered to the next person.
  field.form?.addEventListener('submit', () => show(false))
}
