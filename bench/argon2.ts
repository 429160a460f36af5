/** Bare password checks per second: what the hashing library can do at all, and so the limit of every sign-in figure. */
import { availableParallelism } from 'node:os'
import { openHasher } from '../src/factor/password/hash.ts'

const ROUNDS = 5
const ROUND_MS = 2000
const PASSWORD = 'k7#mQz!p-bench'

const cores = availableParallelism()
const hasher = openHasher({ cores })
const stored = await hasher.hash(PASSWORD)
if (!stored.ok) throw new Error('the hasher was busy before anything began')
const phc = stored.value

/** Checks as fast as `cores` loops can, one in flight each; the rate per second. */
async function round(): Promise<number> {
  const start = performance.now()
  let checks = 0
  const loop = async () => {
    while (performance.now() - start < ROUND_MS) {
      const answer = await hasher.verify(phc, PASSWORD)
      if (!answer.ok || !answer.value) throw new Error('a right password was refused')
      checks += 1
    }
  }
  await Promise.all(Array.from({ length: cores }, loop))
  return (checks * 1000) / (performance.now() - start)
}

await round()
const rates: number[] = []
for (let n = 0; n < ROUNDS; n += 1) rates.push(await round())
const [lowest = 0, , median = 0, , highest = 0] = rates.sort((a, b) => a - b)
console.log('| figure | per second (median of 5) | lowest – highest | machine |')
console.log('| --- | --- | --- | --- |')
console.log(
  `| bare argon2id checks, m=19456 t=2 p=1 | ${median.toFixed(1)} | ${lowest.toFixed(1)} – ${highest.toFixed(1)} | ` +
    `${cores} cores, Node ${process.versions.node} |`,
)
