import type { Hono } from 'hono'
import { contactFor } from '../../../society/contact-for.ts'
import { frameOf } from '../../frame-of.ts'
import type { Env, PageRequest } from '../../request.ts'
import { presentOf } from '../../step-page.ts'
import { paths } from '../../views/paths.ts'
import { helpView } from './view.ts'

/** よくある質問 (FAQ), for this society's policy and desk; open to everybody. */
export function mountHelp(app: Hono<Env>): void {
  app.get(paths.help, async (c) => {
    const request = c.get('page')
    const present = await presentOf(request, true)
    return c.html(helpView(frameOf(request, paths.help, present), factsOf(request)))
  })
}

function factsOf({ society, locale }: PageRequest) {
  const contact = contactFor(society.policy, locale)
  const { passwordRule, lifetimes, sender, signInWith, lockRelease, methods, recovery } = society.policy
  return {
    desk: contact.name,
    phone: contact.phone,
    hours: contact.hours,
    sender: sender.address,
    signInWith,
    lockRelease,
    linkMinutes: lifetimes.linkMinutes,
    direct: recovery.includes('direct'),
    methods: methods.map(({ method }) => method),
    ...passwordRule,
  }
}
