import type { Hono } from 'hono'
import { frameOf } from '../../frame-of.ts'
import type { Env } from '../../request.ts'
import { paths } from '../../views/paths.ts'
import { forgotUserIdView } from '../forgot-user-id/view.ts'
import { forgotPasswordView } from './view.ts'

/** Behind パスワードを忘れた方 and ユーザIDを忘れた方 (LGN-06, LGN-07): whom to ask. */
export function mountForgot(app: Hono<Env>): void {
  app.get(paths.forgotPassword, (c) =>
    c.html(forgotPasswordView(frameOf(c.get('page'), paths.forgotPassword), { letters: true })),
  )
  app.get(paths.forgotUserId, (c) => {
    const request = c.get('page')
    const { signInWith } = request.society.policy
    return c.html(forgotUserIdView(frameOf(request, paths.forgotUserId), { letters: true, signInWith }))
  })
}
