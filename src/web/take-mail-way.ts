import { act } from '../journey/act.ts'
import { sendProveCode } from '../journey/acts/send-prove-code.ts'
import { mailCodeModel } from './mail-code-model.ts'
import type { PageContext } from './request.ts'
import { presentOf } from './step-page.ts'
import { paths } from './views/paths.ts'

/**
 * The click on mailed codes on the page of another method: one is sent, unless one is under way already, and its page
 * follows. What keeps one from being sent is said there.
 */
export async function takeMailWay(c: PageContext): Promise<Response> {
  const request = c.get('page')
  const present = await presentOf(request, true)
  const underWay = present && (await mailCodeModel(request, present, 'prove', null)).sent
  if (!underWay) await act(request.gate, request.visitor, 'prove', sendProveCode(request.gate))
  return c.redirect(paths.mailOtp, 303)
}
