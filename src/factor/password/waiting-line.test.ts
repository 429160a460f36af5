import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Lane, openWaitingLine } from './waiting-line.ts'

/** Work that ends when the test says so, and a record of what has begun. */
function handmade(line: ReturnType<typeof openWaitingLine>) {
  const begun: string[] = []
  const ends = new Map<string, (failure?: Error) => void>()
  const submit = (name: string, lane: Lane) =>
    line.run(lane, () => {
      begun.push(name)
      return new Promise<string>((resolve, reject) =>
        ends.set(name, (failure) => (failure ? reject(failure) : resolve(name))),
      )
    })
  return { begun, submit, end: (name: string, failure?: Error) => ends.get(name)?.(failure) }
}

describe('waiting line', () => {
  it('runs as many at once as there are places, then each as a place becomes free', async () => {
    const { begun, submit, end } = handmade(openWaitingLine({ places: 2, limit: 5 }))
    const all = ['a', 'b', 'c'].map((name) => submit(name, 'unknown'))
    await settle()
    assert.deepEqual(begun, ['a', 'b'])
    end('b')
    await settle()
    assert.deepEqual(begun, ['a', 'b', 'c'])
    end('a')
    end('c')
    assert.deepEqual(await Promise.all(all), [
      { ok: true, value: 'a' },
      { ok: true, value: 'b' },
      { ok: true, value: 'c' },
    ])
  })

  it('lets known browsers go first, each lane in the order of arrival', async () => {
    const { begun, submit, end } = handmade(openWaitingLine({ places: 1, limit: 5 }))
    const order: [string, Lane][] = [
      ['u1', 'unknown'],
      ['u2', 'unknown'],
      ['u3', 'unknown'],
      ['k1', 'known'],
      ['k2', 'known'],
    ]
    const all = order.map(([name, lane]) => submit(name, lane))
    for (const name of ['u1', 'k1', 'k2', 'u2', 'u3']) {
      await settle()
      end(name)
    }
    await Promise.all(all)
    assert.deepEqual(begun, ['u1', 'k1', 'k2', 'u2', 'u3'])
  })

  it('answers busy at once when a lane is full, without running the work, and keeps the other lane open', async () => {
    const { begun, submit, end } = handmade(openWaitingLine({ places: 1, limit: 1 }))
    const running = submit('u1', 'unknown')
    const waiting = submit('u2', 'unknown')
    await settle()
    assert.deepEqual(await submit('u3', 'unknown'), { ok: false, error: 'busy' })
    const known = submit('k1', 'known')
    assert.deepEqual(await submit('k2', 'known'), { ok: false, error: 'busy' })
    for (const name of ['u1', 'k1', 'u2']) {
      end(name)
      await settle()
    }
    await Promise.all([running, waiting, known])
    assert.deepEqual(begun, ['u1', 'k1', 'u2'])
  })

  it('frees the place of work that fails', async () => {
    const { submit, end } = handmade(openWaitingLine({ places: 1, limit: 1 }))
    const failing = submit('a', 'known')
    await settle()
    end('a', new Error('broken'))
    await assert.rejects(failing, /broken/)
    const next = submit('b', 'known')
    await settle()
    end('b')
    assert.deepEqual(await next, { ok: true, value: 'b' })
  })
})

/** Until everything that can go on has gone on. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
