/**
 * Sign-ins per second with password and app, every step over HTTP to a real node on PostgreSQL, beside bare argon2id in the
 * same run; the driver, the node and PostgreSQL share the cores (design.md §10).
 */
import { availableParallelism } from 'node:os'
import { hash } from '@node-rs/argon2'
import type { Done } from './driver/main.ts'
import { bareHashing } from './stage/bare-hashing.ts'
import { median, openFigures, quantile } from './stage/figures.ts'
import { addPeople } from './stage/members.ts'
import { serveStage, startDriver } from './stage/node.ts'
import { processorTime } from './stage/processor-time.ts'
import { openStage } from './stage/society.ts'

const ROUNDS = Number(process.env.ROUNDS ?? 5)
const SECONDS = Number(process.env.SECONDS ?? 4)
const LANES = 16
const LIMIT = { ofBare: 0.7, ofRest: 0.85 }

const cores = availableParallelism()
const stage = await openStage()
const most = Math.ceil((ROUNDS + 1) * SECONDS * cores * 150)
const people = await addPeople(stage, { all: most, signing: most })
const phc = await hash('kawaberi-no-Akari27', { memoryCost: 19_456, timeCost: 2, parallelism: 1 })
const node = await serveStage(stage)
const driver = startDriver()

type Round = { bare: number; bareCpuMs: number; done: Done; cpuMs: number }
const rounds: Round[] = []
for (let round = 0; round <= ROUNDS; round += 1) {
  const { perSecond, cpuMs } = await bareHashing(phc, 'kawaberi-no-Akari27', round === 0 ? 1 : SECONDS)
  const before = processorTime(process.pid) - ownTime()
  const job = { kind: 'signIn', place: node.place, lanes: LANES, people, seconds: SECONDS } as const
  const done = await driver.run(job)
  people.splice(0, done.count + LANES)
  const spent = processorTime(process.pid) - ownTime() - before
  // The first round warms everything up.
  if (round > 0) rounds.push({ bare: perSecond, bareCpuMs: cpuMs, done, cpuMs: (spent * 1000) / done.count })
}
await driver.stop()
await node.stop()

const of = (value: (round: Round) => number) => median(rounds.map(value))
const rate = ({ done }: Round) => done.count / done.seconds
const driverMs = ({ done }: Round) => done.cpuMs / done.count
/** What bare hashing would reach if each check cost the driver's work besides. */
const left = (round: Round) => (cores * 1000) / ((cores * 1000) / round.bare + driverMs(round))
const took = rounds.flatMap(({ done }) => done.took)
const perSecond = (value: number) => `${value.toFixed(1)} /s`

const figures = openFigures(
  `sign-ins, password + app (${cores} cores, Node ${process.versions.node}, median of ${ROUNDS})`,
)
figures.row('bare argon2id checks', perSecond(of(({ bare }) => bare)))
figures.row('the driver’s own processor time per sign-in (5 requests)', `${of(driverMs).toFixed(2)} ms`)
figures.row('bare argon2id beside the driver', perSecond(of(left)))
figures.row(
  'sign-ins',
  `${perSecond(of(rate))}, p50 ${quantile(took, 0.5).toFixed(0)} ms, p99 ${quantile(took, 0.99).toFixed(0)} ms`,
)
const ofBare = of((round) => rate(round) / round.bare)
figures.row('sign-ins / bare argon2id', ofBare.toFixed(3), { value: ofBare, least: LIMIT.ofBare })
const ofRest = of((round) => rate(round) / left(round))
figures.row('sign-ins / what the driver leaves', ofRest.toFixed(3), { value: ofRest, least: LIMIT.ofRest })
const cpu = of((round) => round.bareCpuMs / round.cpuMs)
figures.row(
  `the same by processor time: ${of(({ bareCpuMs }) => bareCpuMs).toFixed(2)} ms a check, ${of(({ cpuMs }) => cpuMs).toFixed(2)} ms a sign-in`,
  cpu.toFixed(3),
)
figures.end()

/** Of this process alone: it only waits while others work. */
function ownTime(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}
