import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { describe, it } from 'node:test'
import { letHashingStepBack } from './step-back.ts'

describe('the threads that hash', {
  skip: process.platform !== 'linux' && 'threads have no priority of their own here',
}, () => {
  it('step back behind the one that answers requests', async () => {
    await readFile(import.meta.filename)
    assert.ok(letHashingStepBack() > 0)
    const nice = readdirSync('/proc/self/task').map((thread) => {
      const line = readFileSync(`/proc/self/task/${thread}/stat`, 'latin1')
      const name = line.slice(line.indexOf('(') + 1, line.lastIndexOf(')'))
      // The nineteenth field (proc(5)); the third is the first after the name.
      return { main: thread === String(process.pid), name, nice: line.slice(line.lastIndexOf(')') + 2).split(' ')[16] }
    })
    const own = nice.find(({ main }) => main)?.nice
    assert.notEqual(own, '10')
    for (const thread of nice.filter(({ name }) => name.startsWith('libuv-worker'))) assert.equal(thread.nice, '10')
  })
})
