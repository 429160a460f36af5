/**
 * What was typed waits in this tab while somebody changes the language, or reads that a form could not be taken, and is in
 * its fields again afterwards. It is gone with the next page whatever that is, and never holds a password, a one-time code
 * or a recovery number.
 */
const WAITING = 'typed'
const SECRET = 'input[type=password], input[type=hidden], [autocomplete=one-time-code], [name=recoveryCode]'

type Waiting = { path: string; back: boolean; fields: [name: string, value: string | boolean][] }
type Field = HTMLInputElement | HTMLSelectElement

const fieldsOf = (form: HTMLFormElement): Field[] =>
  [...form.querySelectorAll<Field>('input[name], select[name]')].filter((field) => !field.matches(SECRET))

const isTick = (field: Field): field is HTMLInputElement => field.type === 'checkbox' || field.type === 'radio'
/** A radio button is one of several fields of its name. */
const nameOf = (field: Field) => (field.type === 'radio' ? `${field.name}=${field.value}` : field.name)

/** Keeps it when the language is changed and when a form is sent. */
export function keepTypedOf(forms: Iterable<HTMLFormElement>): void {
  const all = [...forms]
  const keep = (from: HTMLFormElement[], back: boolean) => {
    const fields = from.flatMap(fieldsOf)
    if (fields.length === 0) return
    write({
      path: location.pathname,
      back,
      fields: fields.map((field) => [nameOf(field), isTick(field) ? field.checked : field.value]),
    })
  }
  for (const form of all) form.addEventListener('submit', () => keep([form], false))
  for (const link of document.querySelectorAll('[data-language]')) link.addEventListener('click', () => keep(all, true))
}

/** Puts it into the fields of the page where it was typed; a page that leads back there passes it on. */
export function giveBackTyped(): void {
  const waiting = take()
  if (!waiting) return
  if (document.querySelector('[data-way-back]')) write({ ...waiting, back: true })
  else if (waiting.back && waiting.path === location.pathname)
    for (const form of document.querySelectorAll<HTMLFormElement>('form[data-form]')) fill(form, waiting)
}

function fill(form: HTMLFormElement, { fields }: Waiting): void {
  const values = new Map(fields)
  for (const field of fieldsOf(form)) {
    const value = values.get(nameOf(field))
    if (isTick(field) && typeof value === 'boolean') field.checked = value
    else if (!isTick(field) && typeof value === 'string') field.value = value
  }
}

function write(waiting: Waiting): void {
  try {
    sessionStorage.setItem(WAITING, JSON.stringify(waiting))
  } catch {
    // A browser that keeps nothing: the page comes as the server knows it.
  }
}

function take(): Waiting | undefined {
  try {
    const text = sessionStorage.getItem(WAITING)
    sessionStorage.removeItem(WAITING)
    // Written by nobody but this file.
    return text === null ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}
