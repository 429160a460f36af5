import { html } from 'hono/html'
import type { KeptBecause } from '../../../care/remove-device.ts'
import { texts } from '../../../texts/catalogue.ts'
import type { DeviceErrorCode } from '../../../texts/codes.ts'
import { errorSummary } from '../../views/errors.ts'
import { textField } from '../../views/fields.ts'
import type { Frame } from '../../views/frame.ts'
import { layout } from '../../views/layout.ts'
import { paths } from '../../views/paths.ts'
import { banner, facts, form, primaryButton, primaryLink, secondaryLink } from '../../views/pieces.ts'
import type { Html } from '../../views/template.ts'

/** Another name for a device. */
export function renameView(frame: Frame, model: { name: string; errors: readonly DeviceErrorCode[] }): Html {
  const t = texts(frame.locale)
  const words = t.signInMethods
  const errors = model.errors.map((code) => ({ field: 'name', message: words.errors[code] }))
  return layout(frame, { title: words.renameTitle, failed: errors.length > 0 }, [
    errorSummary(t, errors),
    html`<p class="lead">${words.renameLead}</p>`,
    form([
      textField(t, {
        name: 'name',
        label: words.name,
        need: 'required',
        errors: errors.map(({ message }) => message),
        value: model.name,
        autocomplete: 'off',
      }),
      primaryButton(words.execute),
      secondaryLink(words.back, paths.signInMethods),
    ]),
  ])
}

/** The question before a deletion (LMP-19 … LMP-23). `kept`: it cannot go, and why. */
export type DeleteModel = { name: string | null; what: 'device' | 'method'; kept: KeptBecause | null; addPath: string }

export function deleteView(frame: Frame, model: DeleteModel): Html {
  const t = texts(frame.locale)
  const words = t.signInMethods
  const about = words.deletes[model.what]
  const device = facts([{ term: about.name, value: model.name ?? t.passkey.unnamed }])
  if (model.kept) {
    const { title, text } = about.kept[model.kept]
    return layout(frame, { title: about.title }, [
      banner(t, 'warning', title, [text]),
      device,
      html`<div class="actions">${
        model.kept === 'last'
          ? primaryLink(about.addAnother, model.addPath)
          : primaryLink(about.signInAgain, `${paths.signIn}?again=yes`)
      }${secondaryLink(words.back, paths.signInMethods)}</div>`,
    ])
  }
  return layout(frame, { title: about.title }, [
    html`<p class="lead">${about.lead}</p>`,
    device,
    banner(t, 'warning', null, about.notes),
    form([primaryButton(words.deleteSubmit), secondaryLink(words.back, paths.signInMethods)]),
  ])
}

export function goneView(frame: Frame): Html {
  const { signInMethods: words } = texts(frame.locale)
  return layout(frame, { title: words.goneTitle }, [
    html`<p class="lead">${words.gone}</p>`,
    html`<div class="actions">${primaryLink(words.toList, paths.signInMethods)}</div>`,
  ])
}
