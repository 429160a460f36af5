import { activate } from './story.ts'
import type { World } from './world.ts'

let people = 0

/** A member of sakura whose account is complete, with the ID that was chosen. */
export async function completeMember(world: World, society = 'sakura', person: { keptUserId?: string } = {}) {
  people += 1
  const mail = `tomo-${people}@mail.example`
  const userId = `tomodachi-${people}`
  const member = await world.member(society, { mail, ...person })
  const browser = await world.browser(society)
  const { secret } = await activate(world, browser, member, { userId })
  return { member, mail, userId, secret, browser }
}
