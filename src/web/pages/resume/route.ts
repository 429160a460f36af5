import type { Hono } from 'hono'
import { resumeVisit } from '../../../journey/take-up.ts'
import { writeVisitCookie } from '../../cookies.ts'
import { message } from '../../message.ts'
import { pathOf } from '../../path-of.ts'
import { readForm } from '../../read-form.ts'
import type { Env } from '../../request.ts'
import { noVisit } from '../../step-page.ts'
import { paths } from '../../views/paths.ts'

/** The page that missed an answer asks for it once more with the token that its script has kept (decision 0008). */
export function mountResume(app: Hono<Env>): void {
  app.get(paths.resume, (c) => c.redirect(paths.top, 303))
  app.post(paths.resume, async (c) => {
    const request = c.get('page')
    const form = await readForm(c)
    if (!form) return message(c, 'malformed')
    const found = await resumeVisit(request.gate, { ...request.visitor, once: form.text('once') })
    if (!found) return noVisit(c, request)
    writeVisitCookie(c, request.society, found.ticket, found.rememberedUntil)
    return c.redirect(pathOf(found.step), 303)
  })
}
