import type { Hono } from 'hono'
import { isFoundingVisit } from '../../../journey/evidence.ts'
import type { Present } from '../../../journey/find-visit.ts'
import { effectiveMethod } from '../../../journey/methods.ts'
import { frameOf } from '../../frame-of.ts'
import { noticesOf } from '../../notices.ts'
import { pathOf } from '../../path-of.ts'
import type { Env, PageRequest } from '../../request.ts'
import { noVisit, presentOf } from '../../step-page.ts'
import { paths } from '../../views/paths.ts'
import { type PortalModel, portalView } from './view.ts'

/** The portal of a signed-in member (PLT-20…24). */
export function mountPortal(app: Hono<Env>): void {
  app.get(paths.portal, async (c) => {
    const request = c.get('page')
    const present = await presentOf(request, true)
    if (!present) return noVisit(c, request)
    if (present.step.kind !== 'done') return c.redirect(pathOf(present.step), 303)
    return c.html(portalView(frameOf(request, paths.portal, present), await model(request, present)))
  })
}

async function model(request: PageRequest, { situation, step }: Present): Promise<PortalModel> {
  const { services } = request.society.policy
  const missing = effectiveMethod(situation.facts) ?? 'totp'
  const isLocked = step.kind === 'done' && step.portal === 'servicesLocked'
  return {
    notices: await noticesOf(request),
    services: services.map((service) => ({
      name: request.locale === 'en' ? (service.nameEn ?? service.name) : service.name,
      description: service.description ?? '',
      href: service.url,
      icon: service.icon,
    })),
    locked: isLocked ? { missing, continueAt: paths.signOut } : null,
    justActivated: isFoundingVisit(situation.facts),
  }
}
