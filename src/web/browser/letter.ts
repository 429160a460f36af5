/**
 * The QR code of a letter carries ID and code in the fragment: `#id=1234567&code=12345678901234`. A fragment is never sent
 * to a server. It leaves the address bar before anything else happens, is checked, and only fills the fields: nothing is
 * submitted by itself.
 */
takeFragment()
// The page stands open already and the letter's address is opened over it: the browser does not load it anew.
addEventListener('hashchange', takeFragment)

function takeFragment(): void {
  const fragment = location.hash.slice(1)
  if (fragment === '') return
  history.replaceState(history.state, '', location.pathname + location.search)
  const letter = read(fragment)
  if (!letter) return
  fill('userId', letter.id)
  fill('letterCode', letter.code.replace(/(\d{4})(?=\d)/g, '$1 '))
  document.querySelector('[data-unscanned]')?.setAttribute('hidden', '')
  document.querySelector('[data-scanned]')?.removeAttribute('hidden')
  if (!document.querySelector('[data-summary]')) document.getElementById('birthDate')?.focus()
}

/** ID and code, or undefined unless both have the only shape that we print. */
function read(text: string): { id: string; code: string } | undefined {
  const values = new URLSearchParams(text)
  const id = values.get('id') ?? ''
  const code = values.get('code') ?? ''
  return /^\d{7}$/.test(id) && /^\d{14}$/.test(code) ? { id, code } : undefined
}

function fill(name: string, value: string): void {
  const field = document.getElementById(name)
  if (field instanceof HTMLInputElement) field.value = value
}
