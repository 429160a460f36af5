import type { Hono } from 'hono'
import { act } from '../journey/act.ts'
import type { Present } from '../journey/find-visit.ts'
import type { Handler, VisitContext } from '../journey/handler.ts'
import type { Step } from '../journey/step.ts'
import { type Aim, aimAt, demandOf, pathFor } from './aim.ts'
import { keepDraft, takeDraft } from './draft.ts'
import { message } from './message.ts'
import { withOnce } from './once-field.ts'
import { type Form, readForm } from './read-form.ts'
import type { Env, PageContext, PageRequest } from './request.ts'
import { answer, noVisit, presentOf } from './step-page.ts'
import type { Html } from './views/template.ts'

/**
 * A page on which members look after their own sign-in. It opens once nothing else is due; with an aim, and for every
 * change, the account's level must have been shown a moment ago: otherwise the page that asks for it comes first, and
 * leads back here with what was typed (RAU-02, RAU-10).
 */
export type CarePage<Notes> = {
  readonly path: string
  /** What is asked for before the page is shown at all; null: looking needs no more than being signed in. */
  readonly aim: (c: PageContext) => Aim | null | 'notFound'
  /** `draft` is what was typed before the proof was asked for. */
  readonly show: (request: PageRequest, present: Present, shown: Shown<Notes>) => Promise<Html | Response>
  readonly submit: (request: PageRequest, form: Form, submission: CareSubmission<Notes>) => Promise<Response>
}

export type Shown<Notes> = {
  readonly c: PageContext
  readonly notes: Notes | null
  readonly draft: Readonly<Record<string, string>> | null
}

/** How a form's answer is made. */
export type CareSubmission<Notes> = {
  readonly c: PageContext
  readonly present: Present
  /** Changes something, and goes to `next`. Where a proof is missing it is asked for with `aim`, and `typed` is kept. */
  change<P, W, Problem>(
    change: {
      readonly aim: Aim
      readonly next: string
      /** Once it is changed, before the answer goes out. */
      readonly done?: () => void
      readonly typed?: Readonly<Record<string, string>>
      /** Fresh proofs are needed unless said otherwise. */
      readonly needs?: 'freshProof' | 'signIn'
      /** It shuts the portal: `next` is shown whatever is due then. */
      readonly leaves?: boolean
    },
    handler: Handler<VisitContext, P, W, Problem>,
    explain: (problem: Problem) => Notes,
    status?: (problem: Problem) => number,
  ): Promise<Response>
  again(notes: Notes): Promise<Response>
}

/** Registers a page of self-care. */
export function mountCare<Notes>(app: Hono<Env>, page: CarePage<Notes>): void {
  app.get(page.path, (c) => opened(c, page, (request, present) => shown(c, page, request, present, null, 200)))
  app.post(page.path, async (c) => {
    const form = await readForm(c)
    if (!form) return message(c, 'malformed')
    const request = c.get('page')
    const present = await presentOf(request, true)
    if (!present) return noVisit(c, request)
    if (present.step.kind !== 'done') return c.redirect(pathFor(present.step, undefined), 303)
    const again = async (notes: Notes, status = 422) => {
      if (status === 503) c.header('Retry-After', '5')
      return opened(c, page, (asked, now) => shown(c, page, asked, now, notes, status))
    }
    return page.submit(request, form, {
      c,
      present,
      again,
      async change(change, handler, explain, status) {
        const demand = demandOf(change.needs === 'signIn' ? undefined : change.aim)
        const visitor = { ...request.visitor, once: form.text('once') }
        const result = await act(request.gate, visitor, 'care', handler, demand)
        if (result.outcome === 'outOfOrder') {
          // The cookie was renewed under this form: the page is shown as it stands now.
          if (result.stale) return c.redirect(c.req.path, 303)
          // Something is due first: most often a proof that has grown old.
          if (change.typed) keepDraft(c, request, present, change.aim, change.typed)
          return c.redirect(pathFor(result.step, change.aim), 303)
        }
        if (result.outcome === 'done') change.done?.()
        // A passkey that was added is named before the list shows it (PSK-13).
        const stays = (step: Step) => step.kind === 'done' || change.leaves === true
        const next = (step: Step) => (stays(step) ? change.next : pathFor(step, aimAt('list')))
        return answer(c, request, result, (problem) => again(explain(problem), status?.(problem) ?? 422), next)
      },
    })
  })
}

async function opened<Notes>(
  c: PageContext,
  page: CarePage<Notes>,
  go: (request: PageRequest, present: Present) => Promise<Response>,
): Promise<Response> {
  const aim = page.aim(c)
  if (aim === 'notFound') return message(c, 'notFound')
  const request: PageRequest = aim ? { ...c.get('page'), aim } : c.get('page')
  const present = await presentOf(request, true)
  if (!present) return noVisit(c, request)
  if (present.step.kind !== 'done') return c.redirect(pathFor(present.step, request.aim), 303)
  return go(c.get('page'), present)
}

async function shown<Notes>(
  c: PageContext,
  page: CarePage<Notes>,
  request: PageRequest,
  present: Present,
  notes: Notes | null,
  status: number,
): Promise<Response> {
  const draft = notes === null ? takeDraft(c, request, present) : null
  const html = await page.show(request, present, { c, notes, draft })
  return html instanceof Response ? html : c.html(await withOnce(html), status as 200)
}
