import type { Hono } from 'hono'
import { askReset } from '../../../care/ask-mail.ts'
import { writeMailNotice } from '../../cookies.ts'
import { frameOf } from '../../frame-of.ts'
import { message } from '../../message.ts'
import { readForm } from '../../read-form.ts'
import type { Env, PageRequest } from '../../request.ts'
import { paths } from '../../views/paths.ts'
import { type ForgotPasswordModel, forgotPasswordView } from './view.ts'

/** パスワードを忘れた方はこちら (LGN-06, REC-01…06): the answer is the same whoever was typed. */
export function mountForgotPassword(app: Hono<Env>): void {
  app.get(paths.forgotPassword, (c) => c.html(page(c.get('page'), { userId: '', errors: [] })))
  app.post(paths.forgotPassword, async (c) => {
    const request = c.get('page')
    const form = await readForm(c)
    if (!form) return message(c, 'malformed')
    const userId = form.text('userId')
    if (userId.trim() === '') return c.html(page(request, { userId, errors: ['userIdMissing'] }), 422)
    await askReset(request, userId)
    writeMailNotice(c, request.society, request.gate.keyring, { kind: 'reset' })
    return c.redirect(paths.signIn, 303)
  })
}

function page(request: PageRequest, model: Pick<ForgotPasswordModel, 'userId' | 'errors'>) {
  const { signInWith } = request.society.policy
  return forgotPasswordView(frameOf(request, paths.forgotPassword), { ...model, signInWith })
}
