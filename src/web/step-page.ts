import type { Hono } from 'hono'
import { act, enter } from '../journey/act.ts'
import { findVisit, type Present } from '../journey/find-visit.ts'
import type { ActContext, ActResult, Handler, VisitContext } from '../journey/handler.ts'
import type { ActKind, Step } from '../journey/step.ts'
import { wasClosed } from '../session/was-closed.ts'
import type { Tx } from '../store/database.ts'
import type { FrameNotice } from '../texts/codes.ts'
import { demandOf, forAim, pathFor, readAim } from './aim.ts'
import {
  clearVisitCookie,
  hasVisitCookie,
  writeKnownBrowser,
  writeLanguageCookie,
  writeVisitCookie,
} from './cookies.ts'
import { frameOf } from './frame-of.ts'
import { redirectKeeping } from './kept.ts'
import { message } from './message.ts'
import { withOnce } from './once-field.ts'
import { refusedView } from './pages/refused/view.ts'
import { type Form, readForm } from './read-form.ts'
import type { Env, PageContext, PageRequest } from './request.ts'
import { paths } from './views/paths.ts'
import type { Html } from './views/template.ts'

/**
 * A page that belongs to a step of a visit. It is shown and its form is taken only while its step is due: everything
 * else leads to the page of the step that is (default-deny; ASVS 2.3.1).
 */
export type StepPage<Notes> = {
  readonly path: string
  /** `situation` is null where only the step is known: whether the page stays after its own act. */
  readonly due: (step: Step, situation: Present['situation'] | null) => boolean
  /** The page also asks members who are signed in, before they change something. */
  readonly servesAims?: boolean
  readonly show: (request: PageRequest, present: Present, notes: Notes | null) => Promise<Html>
  readonly submit: (request: PageRequest, form: Form, submission: Submission<Notes>) => Promise<Response>
  /** What is said on the next page to whoever posts this one after its step was done in another tab. */
  readonly overtaken?: FrameNotice
}

/** How a form's answer is made. */
export type Submission<Notes> = {
  readonly c: PageContext
  /** Runs an act and leads on, or back here while this page is due; a refusal becomes notes on the same page. */
  run<P, W, Problem>(
    kind: Exclude<ActKind, 'signIn' | 'openLetter' | 'redeemLink' | 'care'>,
    handler: Handler<VisitContext, P, W, Problem>,
    explain: (problem: Problem) => Notes,
    status?: (problem: Problem) => number,
    /** Where it leads instead of the page of the next step. */
    leadsTo?: string,
  ): Promise<Response>
  /** Shows the page again without an act: what was typed is incomplete. */
  again(notes: Notes): Promise<Response>
}

/** Registers a step's page. */
export function mountStep<Notes>(app: Hono<Env>, page: StepPage<Notes>): void {
  mountAt(app, page, page.path)
  if (page.servesAims) mountAt(app, page, `${page.path}/for/:aim`)
}

function mountAt<Notes>(app: Hono<Env>, page: StepPage<Notes>, path: string): void {
  app.get(path, async (c) => {
    const request = requestOf(c)
    if (!request) return message(c, 'notFound')
    const present = await presentOf(request, true)
    if (!present) return noVisit(c, request)
    if (!page.due(present.step, present.situation)) return c.redirect(pathFor(present.step, request.aim), 303)
    const notes = (request.kept?.notes ?? null) as Notes | null
    const shown = await withOnce(await page.show(request, present, notes))
    return c.html(shown, (request.kept?.status ?? 200) as 200)
  })
  app.post(path, async (c) => {
    const request = requestOf(c)
    if (!request) return message(c, 'notFound')
    const form = await readForm(c)
    if (!form) return message(c, 'malformed')
    const again = async (notes: Notes, status = 422): Promise<Response> => {
      const present = await presentOf(request, true)
      if (!present) return noVisit(c, request)
      if (!page.due(present.step, present.situation)) return doneElsewhere(c, request, present.step, page.overtaken)
      if (status === 503) c.header('Retry-After', '5')
      const kept = status === 422 ? redirectKeeping(c, { path: c.req.path, status, notes }) : undefined
      c.set('refused', kept !== undefined)
      if (kept) return kept
      return c.html(await withOnce(await page.show(request, present, notes)), status as 422)
    }
    return page.submit(request, form, {
      c,
      again,
      async run(kind, handler, explain, status, leadsTo) {
        const visitor = { ...request.visitor, once: form.text('once') }
        const result = await act(request.gate, visitor, kind, handler, demandOf(request.aim))
        const onward = (step: Step) =>
          page.due(step, null) ? `${page.path}${forAim(request.aim)}` : pathFor(step, request.aim)
        const next = (step: Step) => leadsTo ?? onward(step)
        return answer(c, request, result, (problem) => again(explain(problem), status?.(problem) ?? 422), next)
      },
    })
  })
}

/** The request with its aim; undefined where the address names one that there is not. */
function requestOf(c: PageContext): PageRequest | undefined {
  const request = c.get('page')
  const said = c.req.param('aim')
  if (said === undefined) return request
  const aim = readAim(said)
  return aim && { ...request, aim }
}

/** The form of a step that is over: leads on, and says there that nothing of it was used. */
function doneElsewhere(
  c: PageContext,
  { aim }: PageRequest,
  step: Step,
  notice: FrameNotice = 'doneElsewhere',
): Response {
  const path = pathFor(step, aim)
  return redirectKeeping(c, { path, notice }) ?? c.redirect(path, 303)
}

/** Runs one of the two ways in. */
export async function runEntrance<P, W, Problem>(
  c: PageContext,
  kind: 'signIn' | 'openLetter' | 'redeemLink',
  handler: Handler<ActContext, P, W, Problem>,
  refused: (problem: Problem) => Promise<Response>,
): Promise<Response> {
  const request = c.get('page')
  const result = await enter(request.gate, request.visitor, kind, handler)
  return answer(c, request, result, refused)
}

/** The living visit of this browser, and what its aim demands of it. `touch`: a page was looked at; polling says false. */
export async function presentOf(request: PageRequest, touch: boolean): Promise<Present | undefined> {
  const present = await visitOf(request, touch)
  return present?.ticket === 'current' ? present : undefined
}

/** This browser's cookie is from before the last rotation: it may have missed the answer with the new one. */
export async function hasMissedAnswer(request: PageRequest): Promise<boolean> {
  return (await visitOf(request, false))?.ticket === 'previous'
}

/** The same for a page that was looked at, and what it shows besides, in one transaction and asked for together. */
export async function presentAnd<T>(
  request: PageRequest,
  besides: (tx: Tx) => Promise<T>,
): Promise<{ present: Present | undefined; besides: T | undefined }> {
  if (!request.visitor.ticket) return { present: undefined, besides: undefined }
  const [found, shown] = await request.gate.database.inSociety(request.society.id, (tx) =>
    Promise.all([findIn(tx, request, true), besides(tx)]),
  )
  return { present: found?.ticket === 'current' ? found : undefined, besides: shown }
}

function visitOf(request: PageRequest, touch: boolean): Promise<Present | undefined> {
  if (!request.visitor.ticket) return Promise.resolve(undefined)
  return request.gate.database.inSociety(request.society.id, (tx) => findIn(tx, request, touch))
}

async function findIn(tx: Tx, { gate, society, visitor, aim }: PageRequest, touch: boolean) {
  const { ticket } = visitor
  return ticket && findVisit(tx, society, ticket, gate.clock(), { demand: demandOf(aim), touch })
}

/** Nobody is signed in: to the sign-in page; with a cookie that is of no use here, a page that says so, and why, first. */
export async function noVisit(c: PageContext, request: PageRequest): Promise<Response> {
  if (!hasVisitCookie(c, request.society)) return c.redirect(paths.signIn, 303)
  // The cookie stays: requests overtake each other, and this answer must not take the newer one away.
  if (await hasMissedAnswer(request)) return message(c, 'answerLost')
  clearVisitCookie(c, request.society)
  const { gate, society, visitor } = request
  const { ticket } = visitor
  const closed = ticket && (await gate.database.inSociety(society.id, (tx) => wasClosed(tx, society.id, ticket)))
  if (!closed) return message(c, 'visitEnded', { continueAt: paths.signIn })
  const model = { reason: 'closed', exits: ['contact'], at: null } as const
  return c.html(refusedView(frameOf(request, paths.top), model), 403)
}

/** What came of an act, as a page or the way to one: to `next`, once nothing else is due. */
export async function answer<Problem>(
  c: PageContext,
  request: PageRequest,
  result: ActResult<Problem>,
  refused: (problem: Problem) => Promise<Response>,
  next: (step: Step) => string = (step) => pathFor(step, request.aim),
): Promise<Response> {
  switch (result.outcome) {
    case 'done':
      writeVisitCookie(c, request.society, result.ticket, result.rememberedUntil)
      if (result.known) writeKnownBrowser(c, request.society, request.gate.keyring, result.known)
      if (result.known && result.language) writeLanguageCookie(c, request.society, result.language)
      return c.redirect(next(result.step), 303)
    case 'outOfOrder':
      if (result.stale) return c.redirect(pathFor(result.step, request.aim), 303)
      return message(c, 'outOfOrder', { continueAt: pathFor(result.step, request.aim) })
    case 'visitEnded':
      return noVisit(c, request)
    case 'refused':
      return refused(result.problem)
  }
}
