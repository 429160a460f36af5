/** A hundred thousand generated requests against every route: none may end in a defect, a hang or a row of another society. */
import { fuzz } from '../test/support/fuzz.ts'

const REQUESTS = Number(process.env.REQUESTS ?? 100_000)
const SEED = Number(process.env.SEED ?? Date.now() % 2 ** 31)

console.log(`${REQUESTS} requests, seed ${SEED} (SEED=… sends the same again)`)
const start = performance.now()
const { statuses } = await fuzz(REQUESTS, SEED)
const seconds = (performance.now() - start) / 1000
console.log('| status | answers |')
console.log('| --- | --- |')
for (const [status, answers] of [...statuses].toSorted()) console.log(`| ${status} | ${answers} |`)
console.log(`No defect, no row of another society; ${(REQUESTS / seconds).toFixed(0)} requests per second.`)
