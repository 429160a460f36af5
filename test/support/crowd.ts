/** Many browsers that do the same at the same moment. */
import assert from 'node:assert/strict'
import { openHasher } from '../../src/factor/password/hash.ts'
import { atOnce } from './at-once.ts'
import type { Browser } from './browser.ts'
import { openWorld, type World } from './world.ts'

/** On a server, where alone something can happen at the same time; nobody is sent away for being one too many. */
export async function openCrowdedWorld(): Promise<World> {
  const world = await openWorld('server')
  Object.assign(world.gate, { hasher: openHasher({ queueLimit: 1000 }) })
  return world
}

export const browsersOf = (world: World, count: number, society: string): Promise<Browser[]> =>
  Promise.all(Array.from({ length: count }, () => world.browser(society)))

/** Tabs of one visit that are counted apart: how many failures one browser may have is another test's. */
export const tabsOf = (browser: Browser, count: number): Browser[] =>
  Array.from({ length: count }, () => {
    const tab = browser.copy()
    tab.cookies.delete('known')
    return tab
  })

/** Every browser posts the same at the same moment: how often each answer was given, as `status location`. */
export async function allPost(those: readonly Browser[], path: string, fields: (n: number) => Record<string, string>) {
  const { returned, thrown } = await atOnce(those.length, (n) => those[n]?.send(path, fields(n)) as Promise<Response>)
  assert.deepEqual(thrown, [])
  const answers = returned.map(({ status, headers }) => [status, headers.get('location')].filter(Boolean).join(' '))
  return Object.fromEntries(
    [...Map.groupBy(answers, (answer) => answer)].map(([answer, { length }]) => [answer, length]),
  )
}
