import type { Hono } from 'hono'
import { openInvitation } from '../../../journey/acts/open-invitation.ts'
import { readInvitationToken } from '../../../mail/mail-code-secret.ts'
import { describeBrowser } from '../../../session/describe-browser.ts'
import { isInAppBrowser } from '../../../session/in-app-browser.ts'
import type { BirthDateErrorCode } from '../../../texts/codes.ts'
import { birthDateForm, readBirthDate } from '../../birth-date-form.ts'
import { frameOf } from '../../frame-of.ts'
import { message } from '../../message.ts'
import { notMePath } from '../../not-me-path.ts'
import { readForm } from '../../read-form.ts'
import type { Env, PageContext, PageRequest } from '../../request.ts'
import { runEntrance } from '../../step-page.ts'
import { paths } from '../../views/paths.ts'
import { refusedView } from '../refused/view.ts'
import { type InvitationModel, invitationView } from './view.ts'

/** The link of an invitation mail (ISS-03): GET shows and changes nothing, POST opens with the birth date. */
export function mountInvitation(app: Hono<Env>): void {
  const path = `${paths.invitation}/:token` as const
  app.get(path, (c) => {
    const request = c.get('page')
    if (!letterOf(request, c.req.param('token'))) return message(c, 'notFound')
    return c.html(page(c, request, {}))
  })
  app.post(path, async (c) => {
    const request = c.get('page')
    const letterId = letterOf(request, c.req.param('token'))
    const form = await readForm(c)
    if (!form) return message(c, 'malformed')
    if (!letterId) return message(c, 'notFound')
    const { typed, date } = readBirthDate(request, form)
    const again = (error: BirthDateErrorCode, retryAt: number | null = null) =>
      page(c, request, { birthDate: typed, errors: [error], retryAt })
    const wrong = request.society.policy.birthDate === 'yearList' ? 'unlisted' : 'shape'
    if (!date.ok) return c.html(again(date.error === 'empty' ? 'missing' : wrong), 422)
    const browser = describeBrowser(request.visitor.userAgent)
    const handler = openInvitation(request.gate, { letterId, birthDate: date.value, browser })
    return runEntrance(c, 'openLetter', handler, async (problem) => {
      const frame = frameOf(request, paths.letter)
      switch (problem.kind) {
        case 'used':
          return c.html(
            refusedView(frame, {
              reason: 'invitationUsed',
              exits: ['signIn', 'contact'],
              at: problem.at,
              notMe: notMePath(c.get('page'), problem.accountId, problem.at ?? 0),
            }),
            409,
          )
        case 'expired':
          return c.html(
            refusedView(frame, { reason: 'invitationExpired', exits: ['contact', 'signIn'], at: null }),
            409,
          )
        case 'replaced':
          return c.html(
            refusedView(frame, { reason: 'invitationReplaced', exits: ['letter', 'contact'], at: null }),
            409,
          )
        case 'tooMany':
          return c.html(again('tooMany', problem.until), 429)
        case 'busy':
          return message(c, 'busy')
        case 'noMatch':
          return c.html(again('noMatch'), 422)
      }
    })
  })
}

const letterOf = ({ gate, society }: PageRequest, token: string): string | undefined =>
  readInvitationToken(gate.keyring, society.id, token)

function page(c: PageContext, request: PageRequest, notes: Partial<InvitationModel>) {
  const { society, visitor } = request
  const offersPasskey = society.policy.methods.some(({ method }) => method === 'passkey')
  return invitationView(frameOf(request, c.req.path), {
    form: birthDateForm(request),
    inApp: offersPasskey && isInAppBrowser(visitor.userAgent),
    birthDate: '',
    errors: [],
    retryAt: null,
    ...notes,
  })
}
