import { TOTP } from 'otpauth'
import { isTemporaryId } from '../account/temporary-id.ts'
import { TOTP_PARAMETERS } from '../factor/totp/parameters.ts'
import { groupSecret } from '../factor/totp/secret.ts'
import type { Instant } from '../kernel/clock.ts'
import { formatJapaneseDate } from '../kernel/japanese-date.ts'
import { formatLetterCode } from '../kernel/letter-code.ts'
import { icon } from '../web/views/icons.ts'
import { html } from '../web/views/markup.ts'
import { paths } from '../web/views/paths.ts'
import type { Html } from '../web/views/template.ts'
import { peopleStyle } from './people-style.ts'
import { type StateWords, pageWords as say, stateWords, type Words } from './people-words.ts'

export type PeopleSociety = {
  readonly name: string
  readonly preset: string
  readonly origin: string
  readonly title: string
}

/** A fictional member; null where something does not apply. */
export type PeopleMember = {
  readonly society: string
  readonly state: string
  readonly name: string
  readonly birthDate: string
  readonly userId: string | null
  readonly letterCode: string | null
  readonly letterUrl: string | null
  readonly printUrl: string | null
  readonly password: string | null
  readonly mail: string | null
  readonly totpSecret: string | null
}

export type PeopleModel = {
  /** Address of the product's stylesheet. */
  readonly css: string
  readonly societies: readonly PeopleSociety[]
  readonly members: readonly PeopleMember[]
}

/**
 * The demo's start page: the sample societies and everybody in them, with all that is needed to try each flow.
 * Shows secrets in clear: for fictional members on the loopback only. The codes of the apps are those of `now`.
 */
export function peoplePage(model: PeopleModel, now: Instant): Html {
  return html`<!doctype html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="format-detection" content="telephone=no">
<meta name="robots" content="noindex">
<title>${say.title.ja} | ゲンカン</title>
<link rel="stylesheet" href="${model.css}">
<style>${peopleStyle}</style>
</head>
<body>
<header class="header"><div class="band"><div class="band-inner"><span class="product">ゲンカン</span><span>${both(say.demo)}</span></div></div></header>
<main class="main main-wide" id="main"><div class="sheet">
${top(model.societies)}
${model.societies.map((society) => societyArea(society, model.members, now))}
</div></main>
</body>
</html>`
}

const both = ({ ja, en }: Words): Html => html`${ja} <span class="sub" lang="en">${en}</span>`

const top = (societies: readonly PeopleSociety[]): Html => html`<section class="hero demo-top">
  <h1 class="hero-title">${both(say.title)}</h1>
  <div class="banner banner-warning">${icon('warning')}<div class="banner-body"><p class="banner-title">${say.fictional.ja}</p><p lang="en">${say.fictional.en}</p></div></div>
  <ol class="numbered">${say.steps.map((step) => html`<li>${both(step)}</li>`)}</ol>
  <ul class="jumps">${societies.map(({ name, title }) => html`<li><a class="line-link" href="#society-${name}">${title}</a></li>`)}</ul>
  <a class="button button-primary" href="/mailbox" target="_blank">${icon('mail')}<span>${both(say.mailbox)}</span></a>
</section>`

function societyArea(society: PeopleSociety, members: readonly PeopleMember[], now: Instant): Html {
  const id = `society-${society.name}`
  const cards = members.flatMap((member, at) =>
    member.society === society.name ? [card(society, member, `member-${at}`, now)] : [],
  )
  return html`<section class="area" aria-labelledby="${id}">
    <div class="society-head"><p class="area-eyebrow" lang="en">preset: ${society.preset}</p><h2 class="area-title" id="${id}">${society.title}</h2>
    <p><a href="${society.origin}/" target="_blank">${society.origin}</a></p></div>
    <ul class="people">${cards}</ul>
  </section>`
}

function card(society: PeopleSociety, member: PeopleMember, id: string, now: Instant): Html {
  const words: StateWords | undefined = stateWords[member.state as keyof typeof stateWords]
  return html`<li class="member" id="${id}">
    <div><p class="member-state"><span class="chip">${words?.name.ja ?? member.state}</span> <span class="sub" lang="en">${words?.name.en}</span></p>
    <h3 class="member-name">${member.name}</h3></div>
    ${words ? html`<p class="member-try">${both(words.tryThis)}</p>` : null}
    <dl class="facts">${rows(member)}${app(member, id, now)}</dl>
    <div class="member-links">
      ${member.letterUrl ? button(say.openLetter, member.letterUrl, 'letter') : null}
      ${member.printUrl ? button(say.printedLetter, member.printUrl, 'form') : null}
      ${member.password ? button(say.signIn, `${society.origin}${paths.signIn}`, 'door') : null}
    </div>
  </li>`
}

function rows({ birthDate, userId, letterCode, password, mail }: PeopleMember): (Html | null)[] {
  return [
    row(
      say.birthDate,
      html`<code>${birthDate.replaceAll('-', '')}</code> <span class="sub">${formatJapaneseDate(birthDate)}</span>`,
    ),
    userId ? row(isTemporaryId(userId) ? say.temporaryId : say.userId, html`<code>${userId}</code>`) : null,
    letterCode ? row(say.letterCode, html`<code>${formatLetterCode(letterCode)}</code>`) : null,
    password ? row(say.password, html`<code>${password}</code>`) : null,
    mail ? row(say.mail, html`<a href="/mailbox?to=${encodeURIComponent(mail)}" target="_blank">${mail}</a>`) : null,
  ]
}

/** The app's code at this moment; the link loads the page again and comes back to the same person. */
function app({ totpSecret, name }: PeopleMember, id: string, now: Instant): Html | null {
  if (!totpSecret) return null
  const code = new TOTP({ ...TOTP_PARAMETERS, secret: totpSecret }).generate({ timestamp: now })
  return html`${row(
    say.code,
    html`<code class="now">${code}</code><a class="reload" href="/demo?at=${now}#${id}" aria-label="${say.reload.ja} ${say.reload.en}: ${name}">${both(say.reload)}</a>`,
  )}${row(say.secret, html`<code>${groupSecret(totpSecret)}</code>`)}`
}

const row = (term: Words, value: Html): Html => html`<div><dt>${both(term)}</dt><dd>${value}</dd></div>`

const button = (label: Words, href: string, picture: 'letter' | 'form' | 'door'): Html =>
  html`<a class="button button-secondary" href="${href}" target="_blank">${icon(picture)}<span>${both(label)}</span></a>`
