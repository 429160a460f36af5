import { html, raw } from 'hono/html'
import { qrSvg } from '../../../factor/totp/qr.ts'
import { days, type Instant } from '../../../kernel/clock.ts'
import { dayInTokyo, formatJapaneseDate } from '../../../kernel/japanese-date.ts'
import { formatLetterCode } from '../../../kernel/letter-code.ts'
import type { LetterMail, Locale } from '../../../texts/codes.ts'
import { letterPrint as en } from '../../../texts/en/letter-print.ts'
import { formatDate } from '../../../texts/format.ts'
import { letterPrint as ja } from '../../../texts/ja/letter-print.ts'
import type { Contact } from '../../views/frame.ts'
import { icon } from '../../views/icons.ts'
import { paths } from '../../views/paths.ts'
import type { Html } from '../../views/template.ts'

/** What every letter of a society says about it. */
export type LetterSociety = {
  readonly societyName: string
  readonly title: string
  readonly productName: string
  readonly letterTitle?: string | undefined
  readonly contact: Contact
  readonly sender: { readonly name: string; readonly address: string }
  readonly letterMail: LetterMail
  /** Canonical origin, without a slash at the end. */
  readonly origin: string
}

/** One letter, secrets in clear. It carries no 記号・番号 and no birth date (LET-01), so there is no field for them. */
export type PrintedLetter = {
  readonly name: string
  readonly temporaryId: string
  readonly code: string
  readonly recoveryNumber: string
  readonly expiresAt: Instant
  readonly issuedAt: Instant
  /** Whether the recovery number is printed below the line (policy `recoveryPaper: letter`). */
  readonly withRecovery: boolean
}

export type LetterPrintModel = {
  readonly society: LetterSociety
  readonly letters: readonly PrintedLetter[]
  /** A file on disk carries the stylesheet inside; a served page links to it. */
  readonly css: { readonly href: string } | { readonly inline: string }
  /** Language of the words; Japanese when left out. */
  readonly locale?: Locale
}

const MANY_CHARACTERS = 160
const catalogues = { ja, en }

type Print = { readonly t: typeof ja; readonly locale: Locale; readonly society: LetterSociety; readonly host: string }

/**
 * A document to print: one A4 page for each letter. The name stands where the left window of a 長3 envelope is when the
 * sheet is folded at its marks; what is secret stands far below it. Without script, pictures from elsewhere or web fonts.
 */
export function letterPrintView(model: LetterPrintModel): Html {
  const { society, locale = 'ja' } = model
  const print: Print = { t: catalogues[locale], locale, society, host: new URL(society.origin).host }
  return html`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=840">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<meta name="format-detection" content="telephone=no">
<title>${society.letterTitle ?? print.t.title} | ${society.societyName}</title>
${stylesheet(model.css)}
</head>
<body>
<main>
${model.letters.map((letter) => page(print, letter))}
</main>
</body>
</html>`
}

// The stylesheet is ours; a `<` in it could only be a mistake, and would end the element early.
const stylesheet = (css: LetterPrintModel['css']): Html =>
  'href' in css
    ? html`<link rel="stylesheet" href="${css.href}">`
    : html`<style>${raw(css.inline.replaceAll('<', '\\3c '))}</style>`

const page = (
  print: Print,
  letter: PrintedLetter,
): Html => html`<article class="${isDense(print.society) ? 'letter letter-dense' : 'letter'}">
  <i class="fold fold-first"></i><i class="fold fold-second"></i>
  <p class="window"><span>${print.t.addressee(letter.name)}</span></p>
  ${sender(print, letter)}
  <div class="upper">
    <h1 class="title">${print.society.letterTitle ?? print.t.title}</h1>
    <div class="lead">${print.t.lead(print.society.title, print.society.letterMail).map((line) => html`<p>${line}</p>`)}</div>
    ${entrance(print, letter)}
    <section class="safe"><h2>${print.t.safeTitle}</h2><ul>${print.t
      .safe(print.host, print.society.sender.address)
      .map((line) => html`<li>${line}</li>`)}</ul></section>
  </div>
  ${letter.withRecovery ? recovery(print, letter) : null}
</article>
`

/** Long names of a society, desk or host need smaller letters, or a sheet would not hold them all. */
const isDense = ({ societyName, title, contact, sender, origin }: LetterSociety): boolean =>
  [societyName, title, contact.name, contact.hours, contact.mail, sender.address, origin].join('').length >
  MANY_CHARACTERS

const sender = ({ t, locale, society }: Print, letter: PrintedLetter): Html => html`<div class="sender">
    <p>${t.issued} ${day(locale, letter.issuedAt)}</p>
    <p class="society">${society.societyName}</p>
    <div class="desk">
      ${desk(t, society.contact)}
      <p>${t.hours} ${society.contact.hours}</p>
      ${society.contact.mail ? html`<p>${t.mail} ${society.contact.mail}</p>` : null}
    </div>
  </div>`

const desk = (t: Print['t'], contact: Contact): Html =>
  html`<p>${t.desk} ${contact.name}</p><p>${t.phone} <b>${contact.phone}</b></p>`

/** The two ways in: the QR code for phones, the address for everything else, and the numbers that both ask for. */
const entrance = ({ t, locale, society, host }: Print, letter: PrintedLetter): Html => html`<div class="entrance">
    <section class="scan"><h2>${t.scanTitle}</h2><p>${t.scan}</p>
      <div class="qr" role="img" aria-label="${t.qrLabel}">${raw(qrSvg(letterUrl(society.origin, letter)))}</div>
    </section>
    <div class="typed">
      <section class="address"><h2>${t.typeTitle}</h2><p>${t.type}</p><p class="url">${host}${paths.letter}</p></section>
      <dl class="numbers">
        <div><dt>${t.userId}</dt><dd>${groupTemporaryId(letter.temporaryId)}</dd></div>
        <div><dt>${t.letterCode}</dt><dd>${formatLetterCode(letter.code)}</dd></div>
        <div><dt>${t.expires}</dt><dd class="date">${t.until(lastDay(locale, letter.expiresAt))}</dd></div>
      </dl>
    </div>
  </div>`

const recovery = ({ t, locale, society }: Print, letter: PrintedLetter): Html => html`<section class="lower">
    <p class="cut">${icon('scissors')}<span>${t.cut}</span></p>
    <h2>${t.recoveryTitle}</h2>
    <dl class="numbers"><div><dt>${t.recoveryNumber}</dt><dd>${groupByFour(letter.recoveryNumber)}</dd></div></dl>
    <ul>${t.recovery.map((line) => html`<li>${line}</li>`)}</ul>
    <footer class="keeper">
      <div><p class="whose">${t.addressee(letter.name)}</p><p>${t.issued} ${day(locale, letter.issuedAt)}</p></div>
      <div><p class="society">${society.societyName}</p>${desk(t, society.contact)}</div>
    </footer>
  </section>`

/** Everything secret stands in the fragment, which no server and no log sees (design.md §6). */
const letterUrl = (origin: string, { temporaryId, code }: PrintedLetter): string =>
  `${origin}${paths.letter}#id=${temporaryId}&code=${code}`

const groupByFour = (digits: string): string => digits.replace(/(\d{4})(?=\d)/g, '$1 ')

const groupTemporaryId = (id: string): string => id.replace(/^(\d{3})(?=\d)/, '$1 ')

const day = (locale: Locale, at: Instant): string => dateInWords(locale, dayInTokyo(at))

/** The last day on which the letter opens from morning to midnight: nobody is refused on the day that is printed. */
const lastDay = (locale: Locale, expiresAt: Instant): string => dateInWords(locale, dayInTokyo(expiresAt - days(1)))

const dateInWords = (locale: Locale, date: string): string =>
  locale === 'ja' ? formatJapaneseDate(date) : formatDate(locale, date)
