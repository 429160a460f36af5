import type { Hono } from 'hono'
import { maskAddress } from '../../../account/mail-address-rule.ts'
import { codesLeft } from '../../../account/recovery-offer.ts'
import { isFounded, isFoundedHere, isMethod, living } from '../../../journey/evidence.ts'
import { type Demand, type Facts, PORTAL } from '../../../journey/facts.ts'
import { findVisit, type Present } from '../../../journey/find-visit.ts'
import { mailIsPending } from '../../../journey/mail-pending.ts'
import { effectiveMethod, enrolUntil } from '../../../journey/methods.ts'
import type { Step } from '../../../journey/step.ts'
import { hours } from '../../../kernel/clock.ts'
import { listNotices, type Notice } from '../../../society/list-notices.ts'
import { frameOf } from '../../frame-of.ts'
import { pathOf } from '../../path-of.ts'
import type { Env, PageRequest } from '../../request.ts'
import { noVisit, presentAnd } from '../../step-page.ts'
import { paths } from '../../views/paths.ts'
import { type PortalModel, portalView } from './view.ts'

/** The portal of a signed-in member (PLT-20…24). */
export function mountPortal(app: Hono<Env>): void {
  app.get(paths.portal, async (c) => {
    const request = c.get('page')
    const { gate } = request
    const { present, besides } = await presentAnd(request, (tx) => listNotices(tx, gate.clock()))
    if (!present) return noVisit(c, request)
    if (present.step.kind !== 'done') return c.redirect(pathOf(present.step), 303)
    return c.html(portalView(frameOf(request, paths.portal, present), await model(request, present, besides ?? [])))
  })
}

async function model(request: PageRequest, present: Present, notices: readonly Notice[]): Promise<PortalModel> {
  const { situation, step } = present
  const { services } = request.society.policy
  const missing = effectiveMethod(situation.facts) ?? 'totp'
  const isLocked = step.kind === 'done' && step.portal === 'servicesLocked'
  const held = { missing: 'held', continueAt: '', until: null } as const
  return {
    notices,
    services: services.map((service) => ({
      name: service.name,
      nameEn: service.nameEn ?? null,
      description: service.description ?? '',
      descriptionEn: service.descriptionEn ?? null,
      href: service.url,
      icon: service.icon,
    })),
    locked: isHeld(situation.facts, step)
      ? held
      : isLocked
        ? { missing, continueAt: `${paths.signIn}?again=yes&notice=setUpMethod`, until: enrolUntil(situation.facts) }
        : await staleSignIn(request, present),
    advice: await adviceFor(request, present),
    justActivated: isFoundedHere(situation.facts),
    pendingMail: mailIsPending(situation.facts) ? maskAddress(situation.address?.address ?? '') : null,
  }
}

/** Below this the portal says that few codes are left. */
const FEW_CODES = 3

/** What would strand this member later. Whoever has just begun is left in peace. */
async function adviceFor(
  { gate, society }: PageRequest,
  { situation }: Present,
): Promise<NonNullable<PortalModel['advice']> | null> {
  const { facts, account } = situation
  if (!isFounded(facts) || isFoundedHere(facts)) return null
  if (society.policy.recoveryPaper === 'screen') {
    const left = await gate.database.inSociety(society.id, (tx) => codesLeft(tx, society, account.id))
    if (left !== null && left < FEW_CODES) return { kind: 'fewCodes', left }
  }
  const paper = society.policy.recoveryPaper !== 'none' && facts.member?.recoveryPaper.usable
  return !paper && living(facts).filter(isMethod).length === 1 ? { kind: 'oneMethod' } : null
}

/** Everything is set up, and the services wait for staff or for time (computed password, any address). */
function isHeld(facts: Facts, step: Step): boolean {
  return step.kind === 'done' && step.portal === 'servicesLocked' && isFounded(facts)
}

/** Services of somebody who stayed signed in for days ask for a sign-in of the last 12 hours (policy `session`, SES-07). */
async function staleSignIn(request: PageRequest, { situation }: Present): Promise<PortalModel['locked']> {
  const { gate, society, visitor } = request
  const { ticket } = visitor
  if (situation.visit.rememberedUntil === null || !ticket) return null
  const fresh = await gate.database.inSociety(society.id, (tx) =>
    findVisit(tx, society, ticket, gate.clock(), { demand: FOR_SERVICES, touch: false }),
  )
  return fresh?.step.kind === 'done'
    ? null
    : { missing: 'freshSignIn', continueAt: `${paths.signIn}?again=yes`, until: null }
}

const FOR_SERVICES: Demand = { ...PORTAL, level: 'own', maxAge: hours(12) }
