import type { Instant } from '../../kernel/clock.ts'
import type { FrameNotice, Locale, StepName } from '../../texts/codes.ts'

/** How members reach their society; shown in the same place on every page (WCAG 3.2.6). */
export type Contact = {
  readonly name: string
  readonly phone: string
  readonly hours: string
  readonly mail?: string
}

/** What a page needs to know about the society that it is shown for. */
export type FrameSociety = {
  /** 健康保険組合's own name; empty where no society is known (unknown host). */
  name: string
  /** Title of the member area, e.g. …健保加入者ページ (PLT-26). */
  title: string
  productName: string
  contact: Contact | null
  /** Languages to offer; a switch is shown from two on. */
  languages: readonly Locale[]
}

/** One entry of the menu of a signed-in member (PLT-30 … PLT-33); `href` is a path of ours. */
export type MenuEntry = { label: string; href: string; current: boolean }

/** Where the files of the look are; names carry a hash of their content. */
export type Assets = {
  css: string
  societyCss: string
  /** Address of a script of `web/browser/`, by its name without ending. */
  js(name: BrowserScript): string
}

/** The entries of `web/browser/`. */
export type BrowserScript =
  | 'letter'
  | 'wait'
  | 'copy'
  | 'eye'
  | 'form'
  | 'passkey'
  | 'signal'
  | 'stay'
  | 'method'
  | 'print'

/** Everything around a page that comes from the request, not from the page. */
export type Frame = {
  locale: Locale
  /** When the page is made: it tells the year of moments in other years. */
  now: Instant
  society: FrameSociety
  /** Address of the page, for the language switch: its path, and what it asks for behind a `?`. */
  path: string
  /** Signed in (fully): the name is shown top right and leads to the log-out page (PLT-24, OUT-01). */
  person: { name: string } | null
  /** A sitting that has begun but is not done: a small way out is shown top right. */
  halfSignedIn: boolean
  /** The account is stopped, and this page asks for what lifts that. */
  frozen?: boolean
  menu: readonly MenuEntry[]
  /** Place in the sitting; `at` counts from 1. */
  progress: { at: number; of: number; step: StepName } | null
  /** A signed-in member is asked for a proof once more (RAU-01): where to go back to instead. */
  again?: { readonly back: string } | null
  /** A word about what led here. */
  notice?: FrameNotice | null
  /** A visit that ends by itself: when, and whether that can be put off. */
  session?: SessionEnd | null
  assets: Assets
}

/** `idleMinutes`: how long it may stand still from now. */
export type SessionEnd = { readonly endsInSeconds: number; readonly canStay: boolean; readonly idleMinutes: number }
