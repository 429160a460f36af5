import { html } from 'hono/html'
import type { Texts } from '../../texts/catalogue.ts'
import { texts } from '../../texts/catalogue.ts'
import type { BrowserScript, Frame } from './frame.ts'
import { icon } from './icons.ts'
import { paths } from './paths.ts'
import { banner, textLink } from './pieces.ts'
import { stay } from './stay.ts'
import type { Html } from './template.ts'
import { titleWords } from './title-words.ts'

/** What a page says about itself. */
export type Page = {
  /** The page's heading and the first half of the document's title. */
  title: string
  /** A line above the heading: the society's title on the sign-in pages (LGN-01, OTP-39). */
  eyebrow?: string
  /** `own`: the page brings its own first heading. */
  heading?: 'shown' | 'own'
  /** Beside the heading, at the right: the way back to the portal (PLT-34). */
  back?: { label: string; href: string }
  width?: 'narrow' | 'wide'
  scripts?: readonly BrowserScript[]
  /** The page came back with errors: said in the document's title, so that it is heard first. */
  failed?: boolean
  /** Show the button ログイン top right (PLT-18). */
  signInButton?: boolean
}

/** A whole document around a page. No inline script or style: it lives under a strict Content-Security-Policy. */
export function layout(frame: Frame, page: Page, content: Html | readonly (Html | null)[]): Html {
  const t = texts(frame.locale)
  // A host that no society has shows nobody's name, and no empty place for one.
  const isNamed = frame.society.title !== ''
  const scripts: BrowserScript[] = [
    ...new Set<BrowserScript>(['form', ...(frame.session ? ['stay' as const] : []), ...(page.scripts ?? [])]),
  ]
  return html`<!doctype html>
<html lang="${frame.locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="format-detection" content="telephone=no">
<title>${documentTitle(t, frame, page)}</title>
<link rel="stylesheet" href="${frame.assets.css}">
<link rel="stylesheet" href="${frame.assets.societyCss}">
${scripts.map((name) => html`<script type="module" src="${frame.assets.js(name)}"></script>`)}
</head>
<body>
<a class="skip" href="#main">${t.frame.skip}</a>
${isNamed ? header(t, frame, page) : null}
<main class="main main-${page.width ?? 'narrow'}" id="main" tabindex="-1">
<div class="sheet">
${progress(t, frame)}${page.heading === 'own' ? null : heading(page)}${again(t, frame, page)}
${frame.frozen ? banner(t, 'warning', null, [t.restore.banner]) : null}${frame.notice ? html`<div role="status">${banner(t, 'info', null, [t.frame.notices[frame.notice]])}</div>` : null}${content}
</div>
</main>
${frame.session ? stay(t, frame.session) : null}
${isNamed ? footer(t, frame) : null}
</body>
</html>`
}

function documentTitle(t: Texts, frame: Frame, page: Page): string {
  const title = page.failed ? `${t.frame.errorTitlePrefix}: ${page.title}` : page.title
  return ['', title].includes(frame.society.title) ? title : `${title} | ${frame.society.title}`
}

const heading = (page: Page): Html =>
  html`<div class="${page.back ? 'heading heading-row' : 'heading'}">${page.eyebrow ? html`<p class="eyebrow">${page.eyebrow}</p>` : null}<h1 class="title">${unbroken(page.title)}</h1>${page.back ? textLink(page.back.label, page.back.href) : null}</div>`

/** A large heading on a narrow screen breaks between words, never inside of "one-time". */
const unbroken = (title: string): (string | Html)[] =>
  title
    .split(/([A-Za-z]+(?:-[A-Za-z]+)+)/)
    .map((part, at) => (at % 2 ? html`<span class="unbroken">${part}</span>` : part))

/** RAU-01, CON-25: said on every page that asks a signed-in member once more, where it is not the heading itself. */
function again(t: Texts, frame: Frame, page: Page): Html | null {
  if (!frame.again) return null
  const back = textLink(t.again.back, frame.again.back)
  return page.title === t.again.title ? back : html`<p class="again"><span>${t.again.title}</span>${back}</p>`
}

function band(t: Texts, frame: Frame): Html {
  const { productName, languages } = frame.society
  return html`<div class="band"><div class="band-inner">
    <span class="product">${productName}</span>
    ${
      languages.length > 1
        ? html`<nav class="languages" aria-label="${t.frame.languages}">${icon('globe')}${languages.map((language) => {
            const name = texts(language).frame.languageName
            return language === frame.locale
              ? html`<span class="language" lang="${language}" aria-current="true">${name}</span>`
              : html`<a class="language" data-language lang="${language}" hreflang="${language}" href="${frame.path}${frame.path.includes('?') ? '&' : '?'}lang=${language}">${name}</a>`
          })}</nav>`
        : null
    }
  </div></div>`
}

function header(t: Texts, frame: Frame, page: Page): Html {
  return html`<header class="header">${band(t, frame)}<div class="header-inner">
    ${frame.menu.length > 0 ? menu(t, frame, 'phone') : null}
    ${frame.society.title === '' ? null : html`<a class="brand" href="${frame.person ? paths.portal : paths.top}"><span class="brand-mark">${icon('door')}</span><span class="brand-words">${titleWords(frame.society.title)}</span></a>`}
    ${corner(t, frame, page)}
    ${frame.menu.length > 0 ? menu(t, frame, 'wide') : null}
  </div></header>`
}

function corner(t: Texts, frame: Frame, page: Page): Html | null {
  if (frame.person)
    return html`<a class="person" href="${paths.signOut}" aria-label="${t.frame.signOutOf(frame.person.name)}">${icon('person')}<span>${frame.person.name}</span></a>`
  if (frame.halfSignedIn) return html`<a class="corner-link" href="${paths.signOut}">${t.frame.interrupt}</a>`
  return page.signInButton ? html`<a class="corner-button" href="${paths.signIn}">${t.frame.signIn}</a>` : null
}

/** Phone: three lines top left that open the entries. Wide: the entries as links top centre (PLT-30 … PLT-33). */
function menu(t: Texts, frame: Frame, kind: 'phone' | 'wide'): Html {
  const entries = html`<ul>${frame.menu.map(
    (entry) =>
      html`<li><a href="${entry.href}"${entry.current ? html` aria-current="page"` : null}>${entry.label}</a></li>`,
  )}</ul>`
  return kind === 'wide'
    ? html`<nav class="menu-wide" aria-label="${t.frame.menu}">${entries}</nav>`
    : html`<details class="menu-phone"><summary aria-label="${t.frame.menu}">${icon('menu')}</summary><nav aria-label="${t.frame.menu}">${entries}</nav></details>`
}

function progress(t: Texts, frame: Frame): Html | null {
  if (!frame.progress) return null
  const { at, of, step } = frame.progress
  return html`<div class="progress">
    <p class="progress-words"><span class="progress-count">${t.frame.progress(at, of)}</span><span class="progress-step">${t.frame.steps[step]}</span></p>
    <div class="progress-bar" aria-hidden="true">${Array.from({ length: of }, (_, i) => html`<span${i < at ? html` class="progress-done"` : null}></span>`)}</div>
  </div>`
}

function footer(t: Texts, frame: Frame): Html {
  const { contact, name, productName } = frame.society
  return html`<footer class="footer"><div class="footer-inner">
    ${
      contact
        ? html`<section class="help" id="contact" aria-labelledby="contact-title">
      <h2 class="help-title" id="contact-title">${icon('help')}${t.frame.helpTitle}</h2>
      <p>${t.frame.helpText}</p>
      <p class="help-name">${contact.name}</p>
      <dl class="help-facts"><div><dt>${t.frame.phone}</dt><dd><a href="tel:${contact.phone.replace(/[^0-9+]/g, '')}">${contact.phone}</a></dd></div><div><dt>${t.frame.hours}</dt><dd>${contact.hours}</dd></div>${contact.mail ? html`<div><dt>${t.common.mail}</dt><dd><a href="mailto:${contact.mail}">${contact.mail}</a></dd></div>` : null}</dl>
    </section>`
        : null
    }
    <nav class="footer-links" aria-label="${t.help.link}"><a class="line-link" href="${paths.help}">${t.help.link}</a><a class="line-link" href="${paths.termsVersions}">${t.terms.title}</a></nav>
    <p class="colophon">${[name, productName].filter((part) => part !== '').join(' ・ ')}</p>
  </div></footer>`
}
