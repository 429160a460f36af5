import { erasOfYear } from '../../kernel/japanese-date.ts'
import type { Texts } from '../../texts/catalogue.ts'
import { dateField, type Field, group } from './fields.ts'
import { html } from './markup.ts'
import type { Html } from './template.ts'

/** How a society asks for a birth date, and the newest year that its list offers. */
export type BirthDateForm = { readonly kind: 'eightDigits' | 'yearList'; readonly thisYear: number }

/** Nobody alive is older. */
const OLDEST = 120

/** The birth date, as one field (BRT-03) or as three lists; `value` is what `readBirthDate` made of the form. */
export function birthDateField(
  t: Texts,
  form: BirthDateForm,
  field: Omit<Field, 'label' | 'name'> & { value: string },
): Html {
  if (form.kind === 'eightDigits') return dateField(t, { ...field, name: 'birthDate' })
  const [year = '', month = '', day = ''] = field.value.split('-').map((part) => String(Number(part) || ''))
  const years = Array.from({ length: OLDEST + 1 }, (_, age) => form.thisYear - age)
  const hints = [...(field.hints ?? []), t.common.birthDateListHint]
  return group(t, { ...field, hints, name: 'birthDate', label: t.common.birthDate }, [
    html`<div class="date-lists">${list(t, field, {
      name: 'birthYear',
      label: t.common.birthYear,
      chosen: year,
      autocomplete: 'bday-year',
      options: years.map((one) => [one, t.common.yearInList(one, erasOfYear(one))]),
    })}${list(t, field, {
      name: 'birthMonth',
      label: t.common.birthMonth,
      chosen: month,
      autocomplete: 'bday-month',
      options: count(12).map((one) => [one, t.common.monthInList(one)]),
    })}${list(t, field, {
      name: 'birthDay',
      label: t.common.birthDay,
      chosen: day,
      autocomplete: 'bday-day',
      options: count(31).map((one) => [one, t.common.dayInList(one)]),
    })}</div>`,
  ])
}

const count = (most: number): number[] => Array.from({ length: most }, (_, at) => at + 1)

type List = {
  readonly name: string
  readonly label: string
  readonly chosen: string
  readonly autocomplete: string
  readonly options: readonly (readonly [number, string])[]
}

/** The first list has the id to which the summary of errors leads. */
function list(t: Texts, { errors }: Pick<Field, 'errors'>, { name, label, chosen, autocomplete, options }: List): Html {
  const id = name === 'birthYear' ? 'birthDate' : name
  return html`<div class="date-list"><label class="date-label" for="${id}">${label}</label>
    <select class="input select" id="${id}" name="${name}" autocomplete="${autocomplete}" aria-required="true"${
      errors.length > 0 ? html` aria-invalid="true"` : null
    }><option value="">${t.common.chooseOne}</option>${options.map(
      ([value, words]) =>
        html`<option value="${value}"${String(value) === chosen ? html` selected` : null}>${words}</option>`,
    )}</select></div>`
}
