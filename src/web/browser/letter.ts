/**
 * The QR code of a letter carries ID and code in the fragment: `#id=1234567&code=12345678901234`. A fragment is never sent
 * to a server. It leaves the address bar before anything else happens, is checked, and only fills the fields: nothing is
 * submitted by itself.
 */
const letter = read(location.hash)
if (location.hash !== '') history.replaceState(history.state, '', location.pathname + location.search)
// Where this page stands open already, the browser only changes the fragment: then it starts anew, without old errors.
addEventListener('hashchange', () => read(location.hash) && location.reload())

if (letter) {
  fill('userId', letter.id)
  fill('letterCode', letter.code.replace(/(\d{4})(?=\d)/g, '$1 '))
  document.querySelector('[data-unscanned]')?.setAttribute('hidden', '')
  document.querySelector('[data-scanned]')?.removeAttribute('hidden')
  if (!document.querySelector('[data-summary]')) document.getElementById('birthDate')?.focus()
}

/** ID and code, or undefined unless both have the only shape that we print. */
function read(hash: string): { id: string; code: string } | undefined {
  const values = new URLSearchParams(hash.slice(1))
  const id = values.get('id') ?? ''
  const code = values.get('code') ?? ''
  return /^\d{7}$/.test(id) && /^\d{14}$/.test(code) ? { id, code } : undefined
}

function fill(name: string, value: string): void {
  const field = document.getElementById(name)
  if (field instanceof HTMLInputElement) field.value = value
}
