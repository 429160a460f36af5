import { html } from 'hono/html'
import { texts } from '../../../texts/catalogue.ts'
import type { HelpFacts } from '../../../texts/codes.ts'
import type { Frame } from '../../views/frame.ts'
import { layout } from '../../views/layout.ts'
import { type HelpTopic, paths } from '../../views/paths.ts'
import { bullets, textLink } from '../../views/pieces.ts'
import type { Html } from '../../views/template.ts'

type Target = 'forgotUserId' | 'forgotPassword' | 'lost' | 'letter' | 'signIn'

/** The questions in their order, and where each answer leads (CON-14, CON-15: links, no chapter numbers). */
const QUESTIONS: readonly (readonly [HelpTopic, ...Target[]])[] = [
  ['user-id', 'forgotUserId'],
  ['new-user-id', 'letter'],
  ['mail', 'forgotPassword'],
  ['password', 'forgotPassword'],
  ['locked', 'signIn'],
  ['password-rule'],
  ['refused', 'forgotPassword', 'forgotUserId'],
  ['code', 'lost'],
  ['wrong-code'],
  ['two-devices'],
  ['old-device', 'lost'],
  ['name'],
  ['lost-device', 'lost', 'forgotPassword'],
  ['computer'],
]

/** よくある質問 (FAQ-01 … FAQ-14): a list that leads to each answer; everything is open, so that a link finds it. */
export function helpView(frame: Frame, facts: HelpFacts): Html {
  const t = texts(frame.locale).help
  return layout(frame, { title: t.title, eyebrow: frame.society.title }, [
    html`<nav aria-label="${t.lead}"><p class="lead">${t.lead}</p><ul class="bullets">${QUESTIONS.map(
      ([topic]) => html`<li><a class="line-link" href="#${topic}">${t.questions[topic].question}</a></li>`,
    )}</ul></nav>`,
    ...QUESTIONS.map((question) => entry(frame, question, facts)),
  ])
}

function entry(frame: Frame, [topic, ...targets]: (typeof QUESTIONS)[number], facts: HelpFacts): Html {
  const t = texts(frame.locale).help
  const { question, answer } = t.questions[topic]
  return html`<section class="aside" aria-labelledby="${topic}"><h2 class="aside-title" id="${topic}" tabindex="-1">${question}</h2>
    ${answer(facts).map((part) => (typeof part === 'string' ? html`<p>${part}</p>` : bullets(part)))}
    ${targets.map((target) => textLink(t.links[target], paths[target]))}</section>`
}
