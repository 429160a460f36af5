import type { Hono } from 'hono'
import { act } from '../../../journey/act.ts'
import { declareLost } from '../../../journey/acts/declare-lost.ts'
import type { Method } from '../../../journey/facts.ts'
import type { Present } from '../../../journey/find-visit.ts'
import { nextStep } from '../../../journey/next-step.ts'
import { frameOf } from '../../frame-of.ts'
import { message } from '../../message.ts'
import { pathOf } from '../../path-of.ts'
import { readForm } from '../../read-form.ts'
import type { Env, PageRequest } from '../../request.ts'
import { answer, presentOf } from '../../step-page.ts'
import { paths } from '../../views/paths.ts'
import { type LostWay, lostView } from './view.ts'

/** 使えない・なくした (REC-10, REC-12): from every page that asks for a proof; before one, the same for everybody. */
export function mountLost(app: Hono<Env>): void {
  app.get(paths.lost, async (c) => {
    const request = c.get('page')
    return c.html(page(request, await presentOf(request, true)))
  })
  app.post(paths.lost, async (c) => {
    const request = c.get('page')
    const form = await readForm(c)
    const lost = LOSABLE.find((method) => method === form?.text('lost'))
    if (!lost) return message(c, 'malformed')
    const result = await act(request.gate, request.visitor, 'prove', declareLost(lost))
    return answer(c, request, result, async () => c.redirect(paths.lost, 303))
  })
}

const LOSABLE: readonly Method[] = ['passkey', 'totp', 'mailCode']

function page(request: PageRequest, present: Present | undefined) {
  const direct = request.society.policy.recovery.includes('direct')
  const frame = frameOf(request, paths.lost, present)
  if (present?.step.kind !== 'prove') return lostView(frame, { own: null, direct })
  const { options } = present.step
  const ways = LOSABLE.filter((method) => options.includes(method)).map((lost) => ({
    lost,
    ways: after(present, lost),
  }))
  // Only paper is left to be asked for: what there is for everybody is what there is.
  if (ways.length === 0) return lostView(frame, { own: null, direct })
  return lostView(frame, { own: { ways, back: pathOf(present.step) }, direct })
}

/** By what the visit goes on when this is lost; nothing: by a letter. */
function after({ situation: { facts } }: Present, lost: Method): LostWay['ways'] {
  const all = [...(facts.visit.recovering?.lost ?? []), lost]
  const step = nextStep({ ...facts, visit: { ...facts.visit, recovering: { lost: all } } })
  return step.kind === 'prove' ? step.options : []
}
