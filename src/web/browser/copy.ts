/** The button that copies the key of an authenticator app (OTD-01): without the gaps it is shown with. */
for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy]')) {
  const source = document.getElementById(button.dataset.copy ?? '')
  const said = button.parentElement?.querySelector('[data-copied]')
  // No clipboard (plain http, old browser): the key can still be selected by hand.
  if (!source || !navigator.clipboard) continue
  button.hidden = false
  button.addEventListener('click', async () => {
    const key = source.dataset.key ?? source.textContent ?? ''
    await navigator.clipboard.writeText(key).then(
      () => say(button.dataset.done ?? ''),
      () => select(source),
    )
  })
  const say = (words: string) => {
    if (said) said.textContent = words
  }
}

function select(source: HTMLElement): void {
  getSelection()?.selectAllChildren(source)
}
