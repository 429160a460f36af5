/** What is measured on a page as it stands: each function runs in the page and says what is wrong. */

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
  const last = out.slice(-2).map((element) => `${element.tagName}.${element.className}`)
  return [`${scrollWidth - clientWidth} pixels too wide at ${clientWidth}: ${last}`]
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
      found.push(
        `no focus is seen on ${element.tagName}.${element.className} ${element.textContent?.trim().slice(0, 30)}`,
      )
  }
  if (before instanceof HTMLElement) before.focus()
  return found
}

/** Labels beside their fields instead of above, filled buttons beyond the first, a summary of errors without the focus. */
export function arrangement(): string[] {
  const found: string[] = []
  const filled: string[] = []
  for (const label of document.querySelectorAll<HTMLLabelElement>('label.label')) {
    const field = label.control
    if (field && label.getBoundingClientRect().bottom > field.getBoundingClientRect().top)
      found.push(`the label ${label.textContent?.trim()} does not stand above its field`)
  }
  for (const button of document.querySelectorAll<HTMLElement>('.main .button-primary')) {
    const { backgroundColor, color } = getComputedStyle(button)
    // One that has stepped back has the page's ground and coloured words.
    const steppedBack = backgroundColor === 'rgb(255, 255, 255)' && color !== backgroundColor
    if (button.checkVisibility() && !steppedBack) filled.push(button.textContent?.trim() ?? '')
  }
  if (filled.length > 1) found.push(`more than one primary button: ${filled}`)
  const summary = document.querySelector('[data-summary]')
  if (summary && document.activeElement !== summary) found.push('the summary of errors has no focus')
  return found
}

/** In forced colours a ground is no more than the page's own: what can be pressed or filled in needs an edge or an underline. */
export function unseenEdges(): string[] {
  const found: string[] = []
  for (const element of document.querySelectorAll<HTMLElement>(
    '.main .button, .corner-button, .input, .choice, .banner, .summary',
  )) {
    const { borderTopStyle, borderTopWidth } = getComputedStyle(element)
    if (element.checkVisibility() && (borderTopStyle === 'none' || Number.parseFloat(borderTopWidth) < 1))
      found.push(`no edge in forced colours: ${element.tagName}.${element.className}`)
  }
  return found
}
