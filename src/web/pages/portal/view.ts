import { html } from 'hono/html'
import type { Instant } from '../../../kernel/clock.ts'
import type { Texts } from '../../../texts/catalogue.ts'
import { texts } from '../../../texts/catalogue.ts'
import type { Locale, MethodName } from '../../../texts/codes.ts'
import { formatDay } from '../../../texts/format.ts'
import type { Frame } from '../../views/frame.ts'
import { type IconName, icon } from '../../views/icons.ts'
import { wordsFor } from '../../views/in-japanese.ts'
import { layout } from '../../views/layout.ts'
import { areaTitle, type Notice, noticeList } from '../../views/notices.ts'
import { paths } from '../../views/paths.ts'
import { banner, primaryLink } from '../../views/pieces.ts'
import type { Html } from '../../views/template.ts'
import { titleWords } from '../../views/title-words.ts'

/** One service of the society (PLT-21, PLT-22). While services are locked, no tile is a link. */
export type ServiceTile = {
  name: string
  /** For readers of English; without it the Japanese words stand there, marked. */
  nameEn?: string | null
  description: string
  descriptionEn?: string | null
  href: string
  icon: IconName
}

/** The portal of a signed-in member (PLT-20 … PLT-24). */
export type PortalModel = {
  notices: readonly Notice[]
  services: readonly ServiceTile[]
  /** What is still to do before the services open, and where; null = open. */
  locked: { missing: MethodName | 'freshSignIn' | 'held'; continueAt: string; until: Instant | null } | null
  /** First arrival after the activation: a word of welcome (FST-16, FST-19). */
  justActivated: boolean
  /** An address that is still to be verified, masked; it carries nothing until then (CON-03). */
  pendingMail?: string | null
  /** One calm line: fewer than three recovery codes are left, or there is one method and no paper. */
  advice?: { kind: 'fewCodes'; left: number } | { kind: 'oneMethod' } | null
}

export function portalView(frame: Frame, model: PortalModel): Html {
  const t = texts(frame.locale)
  return layout(frame, { title: frame.society.title, heading: 'own', width: 'wide' }, [
    model.justActivated && !model.locked ? banner(t, 'success', null, [t.portal.activated]) : null,
    html`<section class="hero hero-portal">
      <h1 class="hero-society">${titleWords(frame.society.title)}</h1>
      ${frame.person ? html`<p class="hero-title">${t.portal.greeting(frame.person.name)}</p>` : null}
    </section>`,
    model.locked ? stillToDo(t, frame.locale, model.locked) : null,
    model.pendingMail ? verifyLater(t, model.pendingMail) : null,
    model.advice ? adviceLine(t, model.advice) : null,
    noticeList(t, frame.locale, model.notices),
    html`<section class="area" aria-labelledby="services-title">
      ${areaTitle('services-title', t.portal.serviceEyebrow, t.portal.services)}
      ${
        model.services.length === 0
          ? html`<p class="none">${t.portal.noServices}</p>`
          : html`<ul class="tiles">${model.services.map((service) => tile(t, frame.locale, service, lockedTile(t, model)))}</ul>`
      }
    </section>`,
  ])
}

const titles = (t: Texts): Partial<Record<string, string>> => ({
  freshSignIn: t.portal.signInAgainTitle,
  held: t.portal.heldTitle,
})

const stillToDo = (t: Texts, locale: Locale, locked: NonNullable<PortalModel['locked']>): Html =>
  html`<section class="todo" aria-labelledby="todo-title"><h2 class="todo-title" id="todo-title">${icon('lock')}${titles(t)[locked.missing] ?? t.portal.lockedTitle}</h2>
    ${
      locked.missing === 'held'
        ? html`<p>${t.portal.held}</p>`
        : locked.missing === 'freshSignIn'
          ? html`<p>${t.portal.signInAgain}</p>${primaryLink(t.portal.signInAgainAction, locked.continueAt)}`
          : html`<p>${t.portal.locked(t.portal.missing[locked.missing])}</p>${locked.until === null ? null : html`<p>${t.portal.lockedUntil(formatDay(locale, new Date(locked.until)))}</p>`}${primaryLink(t.portal.goOn, locked.continueAt)}`
    }</section>`

const verifyLater = (t: Texts, maskedMail: string): Html =>
  html`<section class="todo" aria-labelledby="mail-title"><h2 class="todo-title" id="mail-title">${icon('mail')}${t.portal.pendingMailTitle}</h2>
    <p>${t.portal.pendingMail(maskedMail)}</p>${primaryLink(t.portal.pendingMailAction, paths.mailAfterwards)}</section>`

const adviceLine = (t: Texts, advice: NonNullable<PortalModel['advice']>): Html =>
  html`<p class="advice">${icon('info')}<span>${advice.kind === 'fewCodes' ? t.portal.fewCodes(advice.left) : t.portal.oneMethod} <a href="${advice.kind === 'fewCodes' ? paths.recoveryCodes : paths.signInMethods}">${advice.kind === 'fewCodes' ? t.portal.fewCodesAction : t.signInMethods.menu}</a></span></p>`

function lockedTile(t: Texts, { locked }: PortalModel): string | null {
  if (!locked) return null
  if (locked.missing === 'held') return t.portal.heldTile
  return locked.missing === 'freshSignIn' ? t.portal.signInAgainTile : t.portal.lockedTile
}

/** `locked`: why the tile is no link. */
function tile(t: Texts, locale: Locale, service: ServiceTile, locked: string | null): Html {
  const name = wordsFor(t, locale, service.name, service.nameEn)
  const description = wordsFor(t, locale, service.description, service.descriptionEn)
  const words = html`<span class="tile-icon">${icon(service.icon)}</span><span class="tile-name">${name}</span>
    <span class="tile-text">${locked ?? description}</span>`
  return locked
    ? html`<li><div class="tile tile-locked">${words}<span class="tile-lock">${icon('lock')}</span></div></li>`
    : html`<li><a class="tile" href="${service.href}">${words}</a></li>`
}
