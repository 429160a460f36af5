import { html } from 'hono/html'
import type { Html } from './template.ts'

/** Pictures for services; a policy chooses among them. */
export type IconName = 'health' | 'receipt' | 'clinic' | 'form' | 'gift' | 'card'

type Sign = 'error' | 'success' | 'warning' | 'info' | 'eye' | 'eyeOff' | 'person' | 'menu' | 'lock' | 'mail' | 'phone'
type More = 'copy' | 'download' | 'open' | 'letter' | 'scissors' | 'help' | 'clock' | 'globe' | 'door'

/** Line drawings on a 24 × 24 grid, stroked in the colour of the text around them. */
const drawings: Record<IconName | Sign | More, Html> = {
  error: html`<circle cx="12" cy="12" r="9"/><path d="M12 7.5v5.5M12 16.2v.3"/>`,
  success: html`<circle cx="12" cy="12" r="9"/><path d="m8 12.2 2.8 2.8L16 9.5"/>`,
  warning: html`<path d="M12 3.8 2.8 19.5h18.4z"/><path d="M12 10v4.2M12 16.8v.2"/>`,
  info: html`<circle cx="12" cy="12" r="9"/><path d="M12 11v5.5M12 7.6v.3"/>`,
  eye: html`<path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z"/><circle cx="12" cy="12" r="3"/>`,
  eyeOff: html`<path d="M10 5.700A9 9 0 0 1 12 5.500c6 0 9.5 6.5 9.5 6.500a16 16 0 0 1-2.7 3.400M6.2 7.200A15.5 15.5 0 0 0 2.5 12S6 18.5 12 18.500a9 9 0 0 0 4.3-1.100M4 4l16 16"/>`,
  person: html`<circle cx="12" cy="8" r="3.8"/><path d="M4.5 20c.6-4 3.6-6 7.5-6s6.9 2 7.5 6"/>`,
  menu: html`<path d="M4 7h16M4 12h16M4 17h16"/>`,
  lock: html`<rect x="5" y="10.5" width="14" height="9.5" rx="2"/><path d="M8 10.500V8a4 4 0 0 1 8 0v2.500M12 14.500v2"/>`,
  mail: html`<rect x="3" y="5.5" width="18" height="13" rx="2"/><path d="m3.5 7 8.5 6.500L20.5 7"/>`,
  phone: html`<path d="M6.5 3.500h3l1.5 4-2 1.500a12 12 0 0 0 6 6l1.5-2 4 1.500v3a2 2 0 0 1-2.2 2A17 17 0 0 1 4.5 5.700a2 2 0 0 1 2-2.2z"/>`,
  copy: html`<rect x="8.5" y="8.5" width="11.5" height="11.5" rx="2"/><path d="M5.5 15.500H5a1.5 1.5 0 0 1-1.5-1.500V5A1.5 1.5 0 0 1 5 3.500h9A1.5 1.5 0 0 1 15.5 5v.5"/>`,
  download: html`<path d="M12 4v11M7.5 11l4.5 4.500L16.5 11M4.5 19.500h15"/>`,
  open: html`<rect x="7" y="2.8" width="10" height="18.4" rx="2.2"/><path d="M10.5 18h3"/>`,
  letter: html`<path d="M4 9.5 12 4l8 5.500V19a1.5 1.5 0 0 1-1.5 1.500h-13A1.5 1.5 0 0 1 4 19z"/><path d="m4.5 10 7.5 5 7.5-5"/>`,
  scissors: html`<circle cx="6" cy="7" r="2.5"/><circle cx="6" cy="17" r="2.5"/><path d="M8 8.5 20 17M8 15.5 20 7"/>`,
  help: html`<circle cx="12" cy="12" r="9"/><path d="M9.5 9.700a2.6 2.6 0 1 1 3.6 2.400c-.8.4-1.1.8-1.1 1.700M12 16.700v.2"/>`,
  clock: html`<circle cx="12" cy="12" r="9"/><path d="M12 7v5.200l3.3 2"/>`,
  globe: html`<circle cx="12" cy="12" r="9"/><path d="M3 12h18M12 3c2.5 2.5 3.7 5.6 3.7 9s-1.2 6.5-3.7 9c-2.5-2.5-3.7-5.6-3.7-9S9.5 5.5 12 3z"/>`,
  door: html`<path d="M4 21h16M6 21V6.500L12 3l6 3.500V21"/><path d="M9.5 21v-8.500h5V21"/>`,
  receipt: html`<rect x="4" y="3.5" width="16" height="17" rx="2"/><path d="m8.5 8 3.5 4.200L15.5 8M12 12.2V17M9 13h6M9 15.200h6"/>`,
  health: html`<path d="M12 20S3.5 15 3.5 9.300A4.3 4.3 0 0 1 12 7.800a4.3 4.3 0 0 1 8.5 1.500C20.5 15 12 20 12 20z"/><path d="M6.5 12h3l1.5-2.5 2 4 1.3-1.500h3.2"/>`,
  gift: html`<rect x="3.5" y="8.5" width="17" height="4" rx="1"/><path d="M5 12.5V20h14v-7.5M12 8.5V20M12 8.5S10.5 4 8.3 4a2.2 2.2 0 0 0 0 4.5zM12 8.5S13.5 4 15.7 4a2.2 2.2 0 0 1 0 4.5z"/>`,
  form: html`<path d="M6 3.500h8.500l4 4V20a.8.8 0 0 1-.8.800H6a.8.8 0 0 1-.8-.8V4.300a.8.8 0 0 1 .8-.8z"/><path d="M14 3.500V8h4.500M8.5 12h7M8.5 15.500h7"/>`,
  card: html`<rect x="3" y="5.5" width="18" height="13" rx="2"/><circle cx="8.3" cy="11" r="1.8"/><path d="M5.5 15.500c.5-1.5 1.5-2 2.8-2s2.3.5 2.8 2M14 10h4M14 13.500h4"/>`,
  clinic: html`<path d="M4 20.500V8.500h16v12zM4 20.500h16M9 8.500V4h6v4.500M12 11.500v5M9.5 14h5"/>`,
}

/** A small picture that repeats what the words beside it say: hidden from assistive technology. */
export function icon(name: keyof typeof drawings): Html {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${drawings[name]}</svg>`
}
