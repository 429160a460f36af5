import type { SocietyColours } from './society-css.ts'

/** The sign of a society's pages in tabs and bookmarks: the door of the header in the society's colours. */
export function societyIcon({ accent, onAccent }: SocietyColours): string {
  const door = `<g fill="none" stroke="${onAccent}" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" transform="translate(4 4)"><path d="M4 21h16M6 21V6.5L12 3l6 3.5V21"/><path d="M9.5 21v-8.5h5V21"/></g>`
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="${accent}"/>${door}</svg>\n`
}
