import type { Instant } from '../../../kernel/clock.ts'
import type { Policy } from '../../../society/policy.ts'
import type { LetterMail } from '../../../texts/codes.ts'

/** The forms that a letter can be printed in: an A4 sheet for a window envelope, or the four faces of a 圧着ハガキ. */
export type Layout = 'a4' | 'postcard'

/** What every letter of a society says about it. */
export type PaperSociety = {
  readonly societyName: string
  readonly title: string
  readonly letterTitle?: string | undefined
  readonly contact: {
    readonly name: string
    readonly phone: string
    readonly hours: string
    readonly mail?: string | undefined
  }
  readonly sender: { readonly address: string }
  readonly colours: { readonly accent: string; readonly onAccent: string }
  readonly letterMail: LetterMail
  /** The address of the letter's page: https, or http in the demo. */
  readonly door: string
}

/** What is printed for one person. It lives in memory and on the paper, nowhere else. */
export type PaperLetter = {
  readonly name: string
  /** As on file, or null: then the letter is handed out. */
  readonly postalCode: string | null
  readonly address: string | null
  /** The number in the window, by which a returned letter is found. */
  readonly number: string
  readonly temporaryId: string
  readonly code: string
  /** Null where the society has no recovery paper on its letters. */
  readonly recoveryNumber: string | null
  readonly issuedAt: Instant
  readonly expiresAt: Instant
}

/** Everything secret stands in the fragment, which no server and no log sees (design.md §6). */
export function letterUrl(door: string, { temporaryId, code }: Pick<PaperLetter, 'temporaryId' | 'code'>): string {
  return `${door}#id=${temporaryId}&code=${code}`
}

/** What the letters of a society say about the mail address. */
export function letterMailOf({ mail, mailVerification }: Pick<Policy, 'mail' | 'mailVerification'>): LetterMail {
  if (mail === 'optional') return 'optional'
  return mailVerification === 'afterwards' ? 'afterwards' : 'code'
}
