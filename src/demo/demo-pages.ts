import type { Society } from '../society/society-directory.ts'
import { letterMailOf } from '../staff/letters/paper/letter-paper.ts'
import { letterCss } from '../web/pages/letter-print/letter-css.ts'
import { letterPrintView } from '../web/pages/letter-print/view.ts'
import type { Announcement } from './announce.ts'
import type { DemoMember, DemoRecord } from './demo-record.ts'
import type { Mailbox } from './mailbox.ts'
import { mailboxPages } from './mailbox-page.ts'
import { peoplePage } from './people-page.ts'

export type DemoPages = {
  readonly announcement: Announcement
  readonly record: DemoRecord
  readonly societies: readonly Society[]
  readonly mailbox: Mailbox
  readonly port: number
  readonly stylesheet: () => string
}

/** The demo's own pages: the list of people, their printed letters, the mailbox. Only on the plain `localhost` host. */
export function demoPages(demo: DemoPages): (request: Request) => Promise<Response | undefined> {
  const mails = mailboxPages(demo.mailbox, demo.stylesheet)
  return async (request) => {
    const url = new URL(request.url)
    if (request.headers.get('host')?.toLowerCase() !== `localhost:${demo.port}` || request.method !== 'GET')
      return undefined
    if (url.pathname === '/demo') return page(String(await peoplePage(peopleModel(demo), Date.now())))
    const letter = /^\/demo\/letters\/([a-z]+)\/(\d+)$/.exec(url.pathname)
    if (letter) return printedLetter(demo, letter[1] ?? '', Number(letter[2]))
    return mails(url)
  }
}

function peopleModel({ announcement, societies, stylesheet }: DemoPages) {
  const titleOf = (name: string) => societies.find((society) => society.name === name)?.policy.title ?? name
  return {
    css: stylesheet(),
    societies: announcement.societies.map((society) => ({ ...society, title: titleOf(society.name) })),
    members: announcement.members.map((member, at) => ({
      ...member,
      printUrl: member.letterCode ? `/demo/letters/${member.society}/${at}` : null,
    })),
  }
}

async function printedLetter(demo: DemoPages, name: string, at: number): Promise<Response | undefined> {
  const society = demo.societies.find((known) => known.name === name)
  const member: DemoMember | undefined = demo.record.members[at]
  if (!society || !member?.letter) return undefined
  const { letter, person } = member
  const view = letterPrintView({
    society: { ...society.policy, letterMail: letterMailOf(society.policy), origin: society.origin },
    letters: [
      {
        ...letter,
        name: person.name,
        issuedAt: letter.expiresAt - society.policy.lifetimes.letterDays * 24 * 3600 * 1000,
        withRecovery: society.policy.recoveryPaper === 'letter',
      },
    ],
    css: { inline: await letterCss() },
  })
  return page(String(await view))
}

function page(html: string): Response {
  const policy =
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'"
  return new Response(html, {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': policy,
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  })
}
