/**
 * The portal of a signed-in member: views per second beside the same page by bare node:http with the same statements,
 * transactions and row security; and how long it takes while sign-ins have the machine to the last (design.md §10).
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { Done } from './driver/main.ts'
import type { Place } from './driver/visitor.ts'
import type { Start } from './peer/bare-server.ts'
import { recordPage } from './peer/record-page.ts'
import { median, openFigures, quantile } from './stage/figures.ts'
import { addPeople } from './stage/members.ts'
import { freePort, serveStage, startDriver } from './stage/node.ts'
import { processorTime } from './stage/processor-time.ts'
import { openStage } from './stage/society.ts'

const ROUNDS = Number(process.env.ROUNDS ?? 5)
const SECONDS = Number(process.env.SECONDS ?? 4)
const LANES = 16
const VISITS = 100
const PER_SECOND = 50
const LIMIT = { ofBare: 0.5, p99Ms: 50 }
const PATH = '/portal'

const cores = availableParallelism()
const stage = await openStage()
const loaded = ROUNDS * SECONDS
const people = await addPeople(stage, { all: VISITS + loaded * cores * 150, signing: VISITS + loaded * cores * 150 })
const node = await serveStage(stage)
const driver = startDriver()
const signIn = { kind: 'signIn', place: node.place, lanes: LANES } as const
const { cookies } = await driver.run({ ...signIn, people: people.splice(0, VISITS), seconds: 3600 })
const peer = await startPeer()

type Round = { done: Done; cpuMs: number }
const rounds: { product: Round; bare: Round }[] = []
for (let round = 0; round <= ROUNDS; round += 1) {
  const product = await views(node.place, node.pid)
  const bare = await views(peer.place, peer.pid)
  // The first round warms everything up.
  if (round > 0) rounds.push({ product, bare })
}

const second = startDriver()
const paced = { kind: 'paced', place: node.place, path: PATH, cookies, perSecond: PER_SECOND } as const
const [signedIn, calm] = await Promise.all([
  driver.run({ ...signIn, people, seconds: loaded }),
  second.run({ ...paced, seconds: loaded }),
])
for (const each of [second, driver, peer, node]) await each.stop()

const of = (value: (round: { product: Round; bare: Round }) => number) => median(rounds.map(value))
const rate = ({ done }: Round) => done.count / done.seconds
const said = (which: 'product' | 'bare') =>
  `${of((round) => rate(round[which])).toFixed(0)} /s, ${of((round) => round[which].cpuMs).toFixed(2)} ms of processor time in the server`
const figures = openFigures(
  `portal of a signed-in member (${cores} cores, Node ${process.versions.node}, median of ${ROUNDS})`,
)
figures.row('the page by bare node:http, same statements, transactions and row security', said('bare'))
figures.row('the page by the product', said('product'))
const ofBare = of(({ product, bare }) => rate(product) / rate(bare))
figures.row('product / bare', ofBare.toFixed(3), { value: ofBare, least: LIMIT.ofBare })
const p99 = quantile(calm.took, 0.99)
figures.row(
  `p99 at ${PER_SECOND} views a second beside ${(signedIn.count / signedIn.seconds).toFixed(0)} sign-ins a second (p50 ${quantile(calm.took, 0.5).toFixed(1)} ms)`,
  `${p99.toFixed(1)} ms`,
  { value: p99, most: LIMIT.p99Ms, unit: ' ms' },
)
figures.end()

async function views(place: Place, pid: number): Promise<Round> {
  const before = processorTime(pid)
  const done = await driver.run({ kind: 'pages', place, path: PATH, cookies, lanes: LANES, seconds: SECONDS })
  return { done, cpuMs: ((processorTime(pid) - before) * 1000) / done.count }
}

async function startPeer(): Promise<{ place: Place; pid: number; stop(): Promise<void> }> {
  const page = await recordPage(stage, PATH, cookies[0] ?? '')
  const port = await freePort()
  const child = fork(join(import.meta.dirname, 'peer/bare-server.ts'))
  const name = /加入者\d+/.exec(page.html)?.[0] ?? ''
  child.send({ page, name, url: stage.databaseUrl, port } satisfies Start)
  await once(child, 'message')
  const exit = once(child, 'exit')
  return {
    place: { port, host: stage.host },
    pid: child.pid ?? 0,
    async stop() {
      child.disconnect()
      await exit
    },
  }
}
