/** What is measured on a page as it stands; each function runs in the page and finds what is wrong. */

/** What can be pressed and is lower or narrower than `least` pixels. Links inside a sentence may be. */
export function smallTargets(least: number): string[] {
  const found: string[] = []
  for (const element of document.querySelectorAll<HTMLElement>(
    'a, button, summary, select, input:not([type=hidden])',
  )) {
    const ticks = element instanceof HTMLInputElement && ['checkbox', 'radio'].includes(element.type)
    const target = ticks ? (element.closest('label') ?? element) : element
    const { height, width, right } = target.getBoundingClientRect()
    const unseen = !element.checkVisibility({ visibilityProperty: true }) || width < 2 || right < 0
    if (unseen || element.tabIndex < 0 || getComputedStyle(element).display === 'inline') continue
    if (Math.min(height, width) < least - 0.5)
      found.push(`${element.tagName} ${element.textContent?.trim().slice(0, 30)}: ${width} × ${height}`)
  }
  return found
}

/** How many pixels the page is wider than its window, and what sticks out. */
export function sideways(): string[] {
  const { scrollWidth, clientWidth } = document.documentElement
  if (scrollWidth <= clientWidth) return []
  const out = [...document.querySelectorAll<HTMLElement>('body *')].filter(
    (element) => element.getBoundingClientRect().right > clientWidth + 0.5 && element.checkVisibility(),
  )
  return [
    `${scrollWidth - clientWidth} pixels: ${out.slice(-2).map((element) => `${element.tagName}.${element.className}`)}`,
  ]
}

/** What can have the focus and does not show it. Somebody must have pressed a key before. */
export function unseenFocus(): string[] {
  const found: string[] = []
  const before = document.activeElement
  const stops = 'a[href], button, summary, select, input:not([type=hidden]), [tabindex="0"]'
  for (const element of document.querySelectorAll<HTMLElement>(stops)) {
    if (element.tabIndex < 0 || !element.checkVisibility({ visibilityProperty: true })) continue
    element.focus({ preventScroll: true })
    const { outlineStyle, outlineWidth } = getComputedStyle(element)
    if (outlineStyle === 'none' || Number.parseFloat(outlineWidth) < 2)
      found.push(`${element.tagName}.${element.className} ${element.textContent?.trim().slice(0, 30)}`)
  }
  if (before instanceof HTMLElement) before.focus()
  return found
}

/** Labels that do not stand above what they name, primary buttons beyond the first, buttons without a border to be seen by. */
export function arrangement(): string[] {
  const found: string[] = []
  const seen = (element: HTMLElement) => element.checkVisibility({ visibilityProperty: true })
  for (const label of document.querySelectorAll<HTMLLabelElement>('label.label')) {
    const field = label.control
    if (field && label.getBoundingClientRect().bottom > field.getBoundingClientRect().top)
      found.push(`the label ${label.textContent?.trim()} stands beside its field`)
  }
  const main = [...document.querySelectorAll<HTMLElement>('.main .button-primary')].filter(seen)
  if (main.length > 1) found.push(`${main.length} primary buttons: ${main.map((button) => button.textContent?.trim())}`)
  return found
}
