/**
 * bench/driver owns the load: a process of its own that signs people in and opens pages over HTTP, and says what it
 * cost itself. It must not know the product's code, only what a browser sees.
 * This file: takes one job at a time from the process that started it.
 */
import { setTimeout } from 'node:timers/promises'
import { type Person, type Place, Visitor } from './visitor.ts'

export type Job = { readonly place: Place; readonly seconds: number } & (
  | { readonly kind: 'signIn'; readonly lanes: number; readonly people: readonly Person[] }
  | { readonly kind: 'pages'; readonly lanes: number; readonly path: string; readonly cookies: readonly string[] }
  | { readonly kind: 'paced'; readonly perSecond: number; readonly path: string; readonly cookies: readonly string[] }
)

export type Done = {
  readonly count: number
  readonly seconds: number
  /** Processor time of this process, in milliseconds. */
  readonly cpuMs: number
  /** How long each took, in milliseconds. */
  readonly took: readonly number[]
  /** The visits that were opened. */
  readonly cookies: readonly string[]
}

process.on('message', (job: Job) => {
  run(job).then(
    (done) => process.send?.({ done }),
    (error: unknown) => process.send?.({ failed: String(error) }),
  )
})
process.on('disconnect', () => process.exit())

async function run(job: Job): Promise<Done> {
  const before = process.cpuUsage()
  const start = performance.now()
  const found = await (job.kind === 'signIn' ? signIns(job) : job.kind === 'pages' ? pages(job) : pacedPages(job))
  const seconds = (performance.now() - start) / 1000
  const { user, system } = process.cpuUsage(before)
  return { count: found.took.length, seconds, cpuMs: (user + system) / 1000, ...found }
}

type Found = Pick<Done, 'took' | 'cookies'>

/** Each person signs in once; every lane begins the next sign-in when its last one is done. */
async function signIns({ place, lanes, people, seconds }: Extract<Job, { kind: 'signIn' }>): Promise<Found> {
  const waiting = people.values()
  const took: number[] = []
  const cookies: string[] = []
  const end = performance.now() + seconds * 1000
  let number = 0
  await inLanes(lanes, async () => {
    const visitor = await Visitor.at(place)
    while (performance.now() < end) {
      const { value: person, done } = waiting.next()
      if (done) throw new Error('more people are needed for this long')
      number += 1
      // Each from a network of its own, as members are.
      visitor.become(`10.${(number >> 8) & 255}.${number & 255}.1`)
      const began = performance.now()
      await visitor.signIn(person)
      took.push(performance.now() - began)
      cookies.push(visitor.visitCookie)
      if (number >= people.length) break
    }
    visitor.close()
  })
  return { took, cookies }
}

/** As many views of a page as go, every lane one at a time. */
async function pages({ place, lanes, path, cookies, seconds }: Extract<Job, { kind: 'pages' }>): Promise<Found> {
  const took: number[] = []
  const end = performance.now() + seconds * 1000
  let number = 0
  await inLanes(lanes, async () => {
    const visitor = await Visitor.at(place)
    while (performance.now() < end) {
      number += 1
      visitor.become('192.0.2.1', cookies[number % cookies.length])
      const began = performance.now()
      await visitor.get(path)
      took.push(performance.now() - began)
    }
    visitor.close()
  })
  return { took, cookies }
}

/** So many views a second, whatever is answered: each is measured from the moment when it was due, so that a slow answer hides none behind it. */
async function pacedPages({
  place,
  perSecond,
  path,
  cookies,
  seconds,
}: Extract<Job, { kind: 'paced' }>): Promise<Found> {
  const took: number[] = []
  const idle: Visitor[] = []
  const running: Promise<void>[] = []
  const start = performance.now()
  for (let number = 0; number < perSecond * seconds; number += 1) {
    const due = start + (number * 1000) / perSecond
    const wait = due - performance.now()
    if (wait > 1) await setTimeout(wait)
    running.push(
      (async () => {
        const visitor = freshest(idle) ?? (await Visitor.at(place))
        visitor.become('192.0.2.1', cookies[number % cookies.length])
        await visitor.get(path)
        took.push(performance.now() - due)
        idle.push(visitor)
      })(),
    )
  }
  await Promise.all(running)
  for (const visitor of idle) visitor.close()
  return { took, cookies }
}

/** The one that was used last, of those that the server still listens to. */
function freshest(idle: Visitor[]): Visitor | undefined {
  for (let visitor = idle.pop(); visitor; visitor = idle.pop()) if (!visitor.isGone) return visitor
  return undefined
}

async function inLanes(lanes: number, lane: () => Promise<void>): Promise<void> {
  await Promise.all(Array.from({ length: lanes }, lane))
}
