import { availableParallelism } from 'node:os'
import { verify } from '@node-rs/argon2'

/**
 * Bare password checks by the library alone, one in flight per core: the limit of every sign-in figure.
 * `cpuMs` is the processor time of one check.
 */
export async function bareHashing(phc: string, password: string, seconds: number) {
  const before = process.cpuUsage()
  const start = performance.now()
  let checks = 0
  const loop = async () => {
    while (performance.now() - start < seconds * 1000) {
      if (!(await verify(phc, password))) throw new Error('a right password was refused')
      checks += 1
    }
  }
  await Promise.all(Array.from({ length: availableParallelism() }, loop))
  const took = (performance.now() - start) / 1000
  const { user, system } = process.cpuUsage(before)
  return { perSecond: checks / took, cpuMs: (user + system) / 1000 / checks }
}
