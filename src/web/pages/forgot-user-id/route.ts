import type { Hono } from 'hono'
import { checkMailAddress } from '../../../account/mail-address-rule.ts'
import { askUserId } from '../../../care/ask-mail.ts'
import { dayInTokyo } from '../../../kernel/japanese-date.ts'
import { parseTypedDate } from '../../../kernel/typed-date.ts'
import type { ForgottenErrorCode } from '../../../texts/codes.ts'
import { writeMailNotice } from '../../cookies.ts'
import { frameOf } from '../../frame-of.ts'
import { message } from '../../message.ts'
import { readForm } from '../../read-form.ts'
import type { Env, PageRequest } from '../../request.ts'
import { paths } from '../../views/paths.ts'
import { type ForgotUserIdModel, forgotUserIdView } from './view.ts'

/** ユーザIDを忘れた方はこちら (LGN-07, FID-01…08): the answer is the same for every pair. */
export function mountForgotUserId(app: Hono<Env>): void {
  app.get(paths.forgotUserId, (c) => c.html(page(c.get('page'), { birthDate: '', mail: '', errors: [] })))
  app.post(paths.forgotUserId, async (c) => {
    const request = c.get('page')
    const form = await readForm(c)
    if (!form) return message(c, 'malformed')
    const typed = { birthDate: form.text('birthDate'), mail: form.text('mail') }
    const birthDate = parseTypedDate(typed.birthDate, dayInTokyo(request.gate.clock()))
    const mail = checkMailAddress(typed.mail, request.society.policy.mailSyntax)
    const errors: ForgottenErrorCode[] = []
    if (!birthDate.ok) errors.push(birthDate.error === 'empty' ? 'birthDateMissing' : 'birthDateShape')
    if (!mail.ok) errors.push(mail.error.includes('missing') ? 'mailMissing' : 'mailInvalid')
    if (!birthDate.ok || !mail.ok) return c.html(page(request, { ...typed, errors }), 422)
    await askUserId(request, { birthDate: birthDate.value, mail: mail.value })
    writeMailNotice(c, request.society, request.gate.keyring, { kind: 'userId', mail: mail.value })
    return c.redirect(paths.signIn, 303)
  })
}

function page(request: PageRequest, model: Omit<ForgotUserIdModel, 'signInWith'>) {
  const { signInWith } = request.society.policy
  return forgotUserIdView(frameOf(request, paths.forgotUserId), { ...model, signInWith })
}
