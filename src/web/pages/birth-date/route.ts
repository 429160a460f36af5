import type { Hono } from 'hono'
import { matchBirthDate } from '../../../journey/acts/match-birth-date.ts'
import { birthDateForm, readBirthDate } from '../../birth-date-form.ts'
import { frameOf } from '../../frame-of.ts'
import type { Env } from '../../request.ts'
import { mountStep } from '../../step-page.ts'
import { paths } from '../../views/paths.ts'
import { type BirthDateModel, birthDateView } from './view.ts'

/** BRT-01…04. */
export function mountBirthDate(app: Hono<Env>): void {
  mountStep<Omit<BirthDateModel, 'form'>>(app, {
    path: paths.birthDate,
    due: (step) => step.kind === 'matchBirthDate',
    show: async (request, present, notes) =>
      birthDateView(frameOf(request, paths.birthDate, present), {
        form: birthDateForm(request),
        ...(notes ?? { birthDate: '', errors: [], retryAt: null }),
      }),
    async submit(request, form, { run, again }) {
      const { typed, date } = readBirthDate(request, form)
      const wrong = request.society.policy.birthDate === 'yearList' ? 'unlisted' : 'shape'
      if (!date.ok)
        return again({ birthDate: typed, errors: [date.error === 'empty' ? 'missing' : wrong], retryAt: null })
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
