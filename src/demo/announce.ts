import type { Society } from '../society/society-directory.ts'
import type { DemoMember } from './demo-record.ts'

/** What `npm start -- --json` prints as its last line; a contract for tests from outside. */
export type Announcement = {
  readonly base: string
  readonly mailbox: string
  readonly societies: readonly { name: string; preset: string; origin: string }[]
  readonly members: readonly {
    society: string
    state: string
    name: string
    birthDate: string
    userId: string | null
    letterCode: string | null
    letterUrl: string | null
    password: string | null
    mail: string | null
    totpSecret: string | null
  }[]
}

export function announce(port: number, societies: readonly Society[], members: readonly DemoMember[]): Announcement {
  const base = `http://localhost:${port}`
  const originOf = (name: string) => societies.find((society) => society.name === name)?.origin ?? base
  return {
    base,
    mailbox: `${base}/mailbox`,
    societies: societies.map(({ name, origin }) => ({ name, preset: name, origin })),
    members: members.map((member) => ({
      society: member.society,
      state: member.person.state,
      name: member.person.name,
      birthDate: member.person.birthDate,
      userId: member.person.keptUserId || member.letter?.temporaryId || null,
      letterCode: member.letter?.code ?? null,
      letterUrl: invitationUrl(originOf(member.society), member) ?? letterUrl(originOf(member.society), member),
      password: member.password,
      mail: member.person.mail || null,
      totpSecret: member.totpSecret,
    })),
  }
}

const invitationUrl = (origin: string, { invitation }: DemoMember): string | null =>
  invitation ? origin + invitation : null

/** What the letter's QR code says: everything secret stands in the fragment, which no server sees. */
function letterUrl(origin: string, { letter }: DemoMember): string | null {
  return letter && `${origin}/letter#id=${letter.temporaryId}&code=${letter.code}`
}
