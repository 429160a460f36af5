import type { Hono } from 'hono'
import { renewRecoveryCodes } from '../../../care/renew-recovery-codes.ts'
import { mayHaveCodes } from '../../../journey/evidence.ts'
import { texts } from '../../../texts/catalogue.ts'
import { aimAt } from '../../aim.ts'
import { mountCare } from '../../care-page.ts'
import { type CodeNotes, codeFile, codeOffer } from '../../code-offer.ts'
import { frameOf } from '../../frame-of.ts'
import { message } from '../../message.ts'
import type { Env } from '../../request.ts'
import { presentOf } from '../../step-page.ts'
import { layout } from '../../views/layout.ts'
import { paths } from '../../views/paths.ts'
import { recoveryCodesBody } from '../../views/recovery-codes.ts'

const aim = aimAt('codes')

/** A new set of recovery codes for whoever is signed in and has shown everything a moment ago. */
export function mountRecoveryCodes(app: Hono<Env>): void {
  mountCare<CodeNotes>(app, {
    path: paths.recoveryCodes,
    aim: (c) => (c.get('page').society.policy.recoveryPaper === 'screen' ? aim : 'notFound'),
    async show(request, present, { c, notes }) {
      if (!mayHaveCodes(present.situation.facts)) return message(c, 'notFound')
      const t = texts(request.locale)
      const model = { download: paths.recoveryCodesFile, problem: notes?.problem ?? null, back: paths.signInMethods }
      const offer = await codeOffer(request, present)
      const frame = frameOf(request, paths.recoveryCodes, present)
      const page = { title: t.recoveryPaper.codes.newTitle, failed: model.problem === 'tick' }
      return layout(frame, { ...page, scripts: ['copy', 'print'] }, recoveryCodesBody(t, { ...offer, ...model }))
    },
    submit(request, form, { change, again }) {
      if (!form.checked('saved')) return again({ problem: 'tick' })
      const handler = renewRecoveryCodes(request.gate, form.text('set'))
      const next = `${paths.signInMethods}?done=codes`
      return change({ aim, next }, handler, ({ kind }) => ({ problem: kind }))
    },
  })
  app.get(paths.recoveryCodesFile, async (c) => {
    const request = { ...c.get('page'), aim }
    const present = await presentOf(request, false)
    if (present?.step.kind !== 'done') return message(c, 'notFound')
    return (await codeFile(c, request, present)) ?? message(c, 'notFound')
  })
}
