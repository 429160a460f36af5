import { contrast, mix } from './contrast.ts'
import type { Policy } from './policy.ts'
import type { PolicyProblem } from './policy-problem.ts'

/** On what a society's colours stand; theme.css of the web says the same, which a test compares. */
export const pages = {
  light: { ground: '#f2f2f2', sheet: '#ffffff' },
  dark: { ground: '#101010', sheet: '#1a1a1a' },
} as const

/** Per cent of the accent in a tinted surface. */
export const tint = 14

/**
 * The colours of a policy that somebody could not read: text needs 4.5 : 1 (WCAG 2.2, 1.4.3), on both pages. A pressed
 * button moves its colour away from its text, so the button at rest is the harder one to read.
 */
export function colourProblems({ colours }: Policy): PolicyProblem[] {
  const { accent, onAccent, accentDark, onAccentDark } = colours
  return [
    ...unreadable('colours.accent', accent, surfacesOf('light', accent), 'the light page'),
    ...unreadable('colours.onAccent', onAccent, [accent], 'a button of the light page'),
    ...unreadable('colours.accentDark', accentDark, surfacesOf('dark', accentDark), 'the dark page'),
    ...unreadable('colours.onAccentDark', onAccentDark, [accentDark], 'a button of the dark page'),
  ]
}

function surfacesOf(page: keyof typeof pages, accent: string): string[] {
  const { ground, sheet } = pages[page]
  return [ground, sheet, mix(accent, tint / 100, sheet)]
}

/** At most one problem: the worst of the surfaces. */
function unreadable(path: string, colour: string, surfaces: readonly string[], where: string): PolicyProblem[] {
  const worst = surfaces.toSorted((a, b) => contrast(colour, a) - contrast(colour, b))[0] ?? colour
  const ratio = contrast(colour, worst)
  if (ratio >= 4.5) return []
  const shown = Math.floor(ratio * 100) / 100
  return [{ path, message: `on ${where}, ${colour} on ${worst} has a contrast of ${shown} : 1; 4.5 : 1 is needed` }]
}
