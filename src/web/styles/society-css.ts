/** A society's colours, `#rrggbb`, whose contrast was checked when its policy was applied. */
export type SocietyColours = {
  readonly accent: string
  readonly onAccent: string
  readonly accentDark: string
  readonly onAccentDark: string
}

/** The stylesheet of one society: its colours and the shades of them as custom properties, for the light and the dark page. */
export function societyCss(colours: SocietyColours): string {
  const light = shades(colours.accent, colours.onAccent, { sheet: '#ffffff', ink: '#000000' })
  const dark = shades(colours.accentDark, colours.onAccentDark, { sheet: '#1a1a1a', ink: '#ffffff' })
  const band = `--band:${mix(colours.accentDark, '#101010', 0.22)};--on-band:#ffffff`
  return `:root{${light}}@media screen and (prefers-color-scheme:dark){:root{${dark};${band}}}\n`
}

// Mixed here and not by `color-mix()`, which browsers of early 2023 lack. The strong shade stands further from the page
// than the accent, so that text in it can be read on a tinted ground too.
function shades(accent: string, onAccent: string, page: { sheet: string; ink: string }): string {
  return [
    `--accent:${hex(channels(accent))}`,
    `--on-accent:${hex(channels(onAccent))}`,
    `--accent-strong:${mix(accent, page.ink, 0.82)}`,
    `--accent-soft:${mix(accent, page.sheet, 0.14)}`,
    `--accent-wash:${mix(accent, page.sheet, 0.06)}`,
  ].join(';')
}

/** `share` of the first colour over the second. */
function mix(first: string, second: string, share: number): string {
  const ground = channels(second)
  return hex(channels(first).map((value, at) => Math.round(value * share + (ground[at] ?? 0) * (1 - share))))
}

// The value goes into a stylesheet as it is: anything but six hexadecimal digits could end the declaration.
function channels(colour: string): number[] {
  if (!/^#[0-9a-f]{6}$/i.test(colour)) throw new Error("not a colour: a society's colours are written #rrggbb")
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))
}

const hex = (values: readonly number[]): string =>
  `#${values.map((value) => value.toString(16).padStart(2, '0')).join('')}`
