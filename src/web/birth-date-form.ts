import { type DateProblem, dayInTokyo } from '../kernel/japanese-date.ts'
import type { Result } from '../kernel/result.ts'
import { parseTypedDate } from '../kernel/typed-date.ts'
import type { Form } from './read-form.ts'
import type { PageRequest } from './request.ts'
import type { BirthDateForm } from './views/birth-date-field.ts'

/** How this society asks for a birth date. */
export function birthDateForm({ society, gate }: PageRequest): BirthDateForm {
  return { kind: society.policy.birthDate, thisYear: Number(dayInTokyo(gate.clock()).slice(0, 4)) }
}

/** What was typed or chosen, to be shown again, and the date in it. */
export function readBirthDate(
  request: PageRequest,
  form: Form,
): { readonly typed: string; readonly date: Result<string, DateProblem> } {
  const typed = request.society.policy.birthDate === 'yearList' ? chosen(form) : form.text('birthDate')
  return { typed, date: parseTypedDate(typed, dayInTokyo(request.gate.clock())) }
}

/** Year, month and day from their lists; empty only when none was chosen. */
function chosen(form: Form): string {
  const parts = ['birthYear', 'birthMonth', 'birthDay'].map((name) => form.text(name).trim())
  return parts.every((part) => part === '') ? '' : parts.join('-')
}
