import type { Present } from '../journey/find-visit.ts'
import { progress } from '../journey/progress.ts'
import { contactFor } from '../society/contact-for.ts'
import { texts } from '../texts/catalogue.ts'
import { backOf, forAim } from './aim.ts'
import type { PageRequest } from './request.ts'
import { sessionEnd } from './session-end.ts'
import { stepName } from './step-name.ts'
import type { Frame } from './views/frame.ts'
import { paths } from './views/paths.ts'

/** What stands around a page of this request. `present` is the visit, where there is one. */
export function frameOf(request: PageRequest, path: string, present?: Present): Frame {
  const { policy, name } = request.society
  const done = present?.stage.kind === 'done'
  return {
    locale: request.locale,
    now: request.gate.clock(),
    society: {
      name: policy.societyName,
      title: policy.title,
      productName: policy.productName,
      contact: contactFor(policy, request.locale),
      languages: policy.languages,
    },
    path: sameAddress(request, `${path}${forAim(request.aim)}`),
    person: done ? { name: present.situation.account.name } : null,
    halfSignedIn: present !== undefined && !done,
    again: request.aim && done && present.step.kind !== 'namePasskey' ? { back: backOf(request.aim) } : null,
    frozen: present?.step.kind === 'prove' && present.step.reason === 'restore',
    menu: done ? menuOf(request, path) : [],
    progress: present ? progressOf(present) : null,
    notice: request.kept?.notice ?? null,
    session: present ? sessionEnd(request, present) : null,
    assets: {
      css: request.assets.css,
      societyCss: `${paths.societyCss}?${name}.${request.society.policyVersion}`,
      js: request.assets.js,
    },
  }
}

/** With what the address asks for, where the page stands at the address that is open. */
const sameAddress = ({ at }: PageRequest, path: string): string => (at.path === path ? `${path}${at.search}` : path)

/** PLT-30…33: the pages of self-care, on every page of somebody who is signed in. */
function menuOf({ locale }: PageRequest, path: string): Frame['menu'] {
  const t = texts(locale)
  return [
    { label: t.profile.menu, href: paths.profile, current: path.startsWith(paths.profile) },
    { label: t.signInMethods.menu, href: paths.signInMethods, current: path.startsWith(paths.signInMethods) },
    { label: t.visits.menu, href: paths.visits, current: path === paths.visits },
    { label: t.history.menu, href: paths.history, current: path === paths.history },
  ]
}

function progressOf({ situation, step }: Present): Frame['progress'] {
  const place = progress(situation.facts)
  const name = stepName(step)
  return place && name ? { ...place, step: name } : null
}
