import assert from 'node:assert/strict'
import { once } from 'node:events'
import { link, lstat, mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, afterEach, before, describe, it } from 'node:test'
import { capture } from '../../test/support/capture.ts'
import { askDemo, serveCommands, socketPath } from './command-socket.ts'

describe('the socket on which a demo takes commands', () => {
  let folder: string
  let running: { close(): Promise<void> } | undefined

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'genkan-socket-'))
  })
  after(() => rm(folder, { recursive: true }))
  afterEach(async () => {
    await running?.close()
    running = undefined
  })

  /** Repeats its words and the folder of the caller. */
  const echo = async () => {
    running = await serveCommands(folder, async (argv, io) => {
      if (argv[0] === 'break') throw new Error('it broke')
      if (argv[0] === 'long') io.progress?.('half way')
      io.out(argv.join(' '))
      io.err(io.cwd)
      return argv.length
    })
  }
  const ask = async (...argv: string[]) => {
    const io = capture('/somewhere')
    return { exit: await askDemo(folder, argv, io), ...io.said }
  }
  /** Sends bytes and tells what came back until the other side hung up. */
  const raw = async (bytes: string | Buffer): Promise<string> => {
    const socket = connect(socketPath(folder))
    socket.end(bytes)
    return Buffer.concat(await socket.toArray()).toString()
  }

  it('carries words there, and output and exit code back', async () => {
    await echo()
    assert.deepEqual(await ask('member', 'import', '記号 1.csv'), {
      exit: 3,
      out: ['member import 記号 1.csv'],
      err: ['/somewhere'],
    })
  })

  it('carries how far a command is, for callers that show it', async () => {
    await echo()
    const heard: string[] = []
    await askDemo(folder, ['long'], { ...capture('/somewhere'), progress: (text) => void heard.push(text) })
    assert.deepEqual(heard, ['half way'])
  })

  it('carries a question to whoever sits at the terminal, and the answer back', async () => {
    running = await serveCommands(folder, async (_argv, io) => {
      const [first, second] = [await io.ask?.('一つ目？'), await io.ask?.('二つ目？')]
      io.out(`${first} ${second}`)
      return 0
    })
    const asked: string[] = []
    const ask = async (question: string) => asked.push(question) === 1
    const io = { ...capture('/somewhere'), ask }
    assert.equal(await askDemo(folder, ['x'], io), 0)
    assert.deepEqual([asked, io.said.out], [['一つ目？', '二つ目？'], ['true false']])
    const alone = capture('/somewhere')
    await askDemo(folder, ['x'], alone)
    assert.deepEqual(alone.said.out, ['undefined undefined'])
  })

  it('whoever hangs up before the answer has not said yes', async () => {
    const heard = Promise.withResolvers<boolean | undefined>()
    running = await serveCommands(folder, async (_argv, io) => {
      heard.resolve(await io.ask?.('?'))
      return 0
    })
    const socket = connect(socketPath(folder))
    socket.write('{"argv":["x"],"cwd":"/","asks":true}\n')
    await once(socket, 'data')
    socket.destroy()
    assert.equal(await heard.promise, false)
  })

  it('a command that fails is told, and the next one works', async () => {
    await echo()
    assert.deepEqual(await ask('break'), { exit: 1, out: [], err: ['it broke'] })
    assert.equal((await ask('x')).exit, 1)
  })

  it('can be reached by the same user only', async () => {
    await echo()
    const { mode, uid } = await lstat(socketPath(folder))
    assert.equal(mode & 0o777, 0o600)
    assert.equal(uid, process.getuid?.())
    assert.equal(process.umask(), process.umask(process.umask()), 'files made later are as open as before')
  })

  it('a socket of somebody else is not spoken to', async (t) => {
    // The file that is made here is ours; so somebody else looks at it.
    t.mock.method(process as { getuid: () => number }, 'getuid', () => 54_321)
    let spoken = 0
    const other = createServer((socket) => {
      spoken += 1
      socket.end('{"exit":0}\n')
    })
    other.listen(socketPath(folder))
    await once(other, 'listening')
    assert.equal((await ask('x')).exit, undefined)
    await assert.rejects(echo(), /is not ours/)
    assert.equal(spoken, 0)
    other.close()
  })

  it('a socket that a kill left behind is no hindrance', async () => {
    const path = socketPath(folder)
    const killed = createServer().listen(path)
    await once(killed, 'listening')
    // As if the process had gone: nobody listens, and the file is still there.
    const copy = join(dirname(path), 'genkan-test-copy.sock')
    await link(path, copy)
    killed.close()
    await once(killed, 'close')
    await rename(copy, path)
    assert.equal((await ask('x')).exit, undefined)
    await echo()
    assert.equal((await ask('x')).exit, 1)
  })

  it('is never taken from a demo that lives', async () => {
    await echo()
    const second = serveCommands(folder, async () => 0)
    await assert.rejects(second, /another demo runs on this data folder/)
    assert.equal((await ask('x')).exit, 1)
  })

  it('without a demo there is nobody to ask', async () => {
    assert.equal((await ask('x')).exit, undefined)
    await writeFile(socketPath(folder), '')
    assert.equal((await ask('x')).exit, undefined)
    await rm(socketPath(folder))
  })

  it('is gone when the demo has ended', async () => {
    await echo()
    await running?.close()
    await assert.rejects(lstat(socketPath(folder)), { code: 'ENOENT' })
  })

  it('is short enough for every system, and one for a folder under all its names', async () => {
    const deep = join(folder, 'x'.repeat(200), 'y'.repeat(200))
    await mkdir(deep, { recursive: true })
    for (const [data, temporary] of [
      [deep, tmpdir()],
      [folder, deep],
    ] as const)
      assert.ok(Buffer.byteLength(socketPath(data, temporary)) <= 103)
    assert.notEqual(socketPath(deep), socketPath(folder))
    await symlink(folder, join(folder, 'alias'))
    assert.equal(socketPath(join(folder, 'alias')), socketPath(folder))
    assert.equal(socketPath(`${folder}/./x/..`), socketPath(folder))
  })

  it('rubbish is answered or ignored, and hurts nobody', async () => {
    await echo()
    const rubbish = [
      'no JSON\n',
      '\0\0\0\n',
      '{"argv":"x","cwd":"/"}\n',
      '{"argv":[1],"cwd":"/"}\n',
      '{"argv":[],"cwd":"/","more":1}\n',
      'null\n',
      '\n',
      Buffer.from([0xff, 0xfe, 0x0a]),
    ]
    for (const bytes of rubbish) assert.equal(await raw(bytes), '{"err":"this is no command"}\n{"exit":2}\n')
    assert.equal(await raw('half a line'), '')
    assert.equal(await raw(Buffer.alloc(200_000, 'x')).catch(() => ''), '')
    assert.match(await raw('{"argv":["a\\u0000b"],"cwd":"/"}\n{"argv":["c"],"cwd":"/"}\n'), /^\{"out":"a\\u0000b"\}/)
    assert.equal((await ask('x')).exit, 1)
  })

  it('a client that is killed in the middle does not stop the command, nor the demo', async () => {
    const [begun, go, done] = [
      Promise.withResolvers<void>(),
      Promise.withResolvers<void>(),
      Promise.withResolvers<void>(),
    ]
    running = await serveCommands(folder, async (argv, io) => {
      if (argv[0] !== 'long') return 7
      begun.resolve()
      await go.promise
      for (let line = 0; line < 1000; line += 1) io.out('x'.repeat(1000))
      done.resolve()
      return 0
    })
    const socket = connect(socketPath(folder))
    socket.write('{"argv":["long"],"cwd":"/"}\n')
    await begun.promise
    socket.destroy()
    await once(socket, 'close')
    go.resolve()
    await done.promise
    assert.equal((await ask('x')).exit, 7)
  })

  it('a demo that ends in the middle is told', async () => {
    const begun = Promise.withResolvers<void>()
    running = await serveCommands(folder, () => {
      begun.resolve()
      return Promise.withResolvers<number>().promise
    })
    const asked = ask('long')
    await begun.promise
    await running.close()
    assert.deepEqual(await asked, { exit: 1, out: [], err: ['the demo stopped before the command was done'] })
  })
})
