import type { Hono } from 'hono'
import { matchBirthDate } from '../../../journey/acts/match-birth-date.ts'
import { dayInTokyo, parseJapaneseDate } from '../../../kernel/japanese-date.ts'
import { frameOf } from '../../frame-of.ts'
import type { Env } from '../../request.ts'
import { mountStep } from '../../step-page.ts'
import { paths } from '../../views/paths.ts'
import { type BirthDateModel, birthDateView } from './view.ts'

/** BRT-01…04. */
export function mountBirthDate(app: Hono<Env>): void {
  mountStep<BirthDateModel>(app, {
    path: paths.birthDate,
    due: (step) => step.kind === 'matchBirthDate',
    show: async (request, present, notes) =>
      birthDateView(frameOf(request, paths.birthDate, present), notes ?? { birthDate: '', errors: [], retryAt: null }),
    async submit(request, form, { run, again }) {
      const typed = form.text('birthDate')
      const date = parseJapaneseDate(typed, dayInTokyo(request.gate.clock()))
      if (!date.ok)
        return again({ birthDate: typed, errors: [date.error === 'empty' ? 'missing' : 'shape'], retryAt: null })
      return run(
        'matchBirthDate',
        matchBirthDate(request.gate, date.value),
        (problem) => ({
          birthDate: typed,
          errors: [problem.kind],
          retryAt: problem.kind === 'tooMany' ? problem.until : null,
        }),
        (problem) => (problem.kind === 'tooMany' ? 429 : 422),
      )
    },
  })
}
