import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { afterEach, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { isDeepStrictEqual } from 'node:util'
import { type FreshDatabase, freshDatabase, stores, withServer } from '../../test/support/database.ts'
import { until } from '../../test/support/until.ts'
import { type Database, openDatabase } from '../store/database.ts'
import { type MailJob, type OpenQueue, openQueue, type QueueOptions } from './queue.ts'
import { TryLater } from './try-later.ts'

/** Nobody polls in these tests, so that whatever happens was not found by accident. */
const NEVER = 24 * 60 * 60

const mail = (): MailJob => ({ kind: 'activated', societyId: 1, accountId: randomUUID() })

for (const store of stores) {
  describe(`the queue of mails (${store})`, () => {
    let database: FreshDatabase
    const opened: OpenQueue[] = []
    const reported: unknown[] = []

    before(async () => {
      database = await freshDatabase(store)
    })
    afterEach(async () => {
      await Promise.all(opened.splice(0).map((queue) => queue.stop()))
      await database.queueSql('delete from queue.job')
      reported.length = 0
    })

    const open = async (options: QueueOptions = {}, of: Database = database): Promise<OpenQueue> => {
      const report = (error: unknown) => void reported.push(error)
      const queue = await openQueue(of, { pollSeconds: NEVER, report, ...options })
      opened.push(queue)
      return queue
    }
    const put = (queue: OpenQueue, job: MailJob) => database.inSociety(1, (tx) => queue.enqueue(tx, job))
    const rows = async () => (await database.queueSql('select * from queue.job')).rows
    const unfinished = async () => (await states()).filter((state) => state !== 'completed').join()
    const states = async () => (await rows()).map(({ state }) => state).sort()
    /** All that waits for a later attempt is due now. */
    const due = () => database.queueSql(`update queue.job set start_after = now() where state = 'retry'`)

    it('a mail is sent soon after its transaction, without waiting for the next look', async () => {
      const queue = await open()
      const sent = gather()
      await queue.work(sent.handler)
      const job = mail()
      const before = Date.now()
      await put(queue, job)
      await sent.count(1)
      assert.deepEqual(sent.jobs, [job])
      assert.ok(Math.abs((sent.times[0] ?? 0) - before) < 60_000, 'the handler is told when it was put in')
      await until(async () => (await states()).join() === 'completed')
    })

    it('a mail is sent although its transaction ends long after it was put in', async () => {
      const queue = await open()
      const sent = gather()
      await queue.work(sent.handler)
      const other = mail()
      await database.inSociety(1, async (tx) => {
        await queue.enqueue(tx, other)
        for (let waited = 0; waited < 100; waited += 1) await database.executeIn(tx)('select 1')
      })
      await sent.count(1)
    })

    it('a mail whose transaction is taken back was never there', async () => {
      const queue = await open()
      const sent = gather()
      await queue.work(sent.handler)
      const taken = database.inSociety(1, async (tx) => {
        await queue.enqueue(tx, mail())
        throw new Error('taken back')
      })
      await assert.rejects(taken, /taken back/)
      const job = mail()
      await put(queue, job)
      await sent.count(1)
      assert.deepEqual(sent.jobs, [job])
      assert.equal((await rows()).length, 1)
    })

    it('it can be put in before anybody here works on the queue', async () => {
      const queue = await open()
      await put(queue, mail())
      const sent = gather()
      await queue.work(sent.handler)
      await sent.count(1)
    })

    it('a hundred mails are sent one after the other without a pause', async () => {
      const queue = await open()
      const sent = gather()
      const jobs = Array.from({ length: 100 }, mail)
      await database.inSociety(1, async (tx) => {
        for (const job of jobs) await queue.enqueue(tx, job)
      })
      await queue.work(sent.handler)
      await sent.count(100)
      assert.equal(new Set(sent.jobs.map((job) => JSON.stringify(job))).size, 100)
    })

    it('a code goes before a notice: somebody waits for it', async () => {
      const queue = await open()
      const sent = gather()
      const code: MailJob = { kind: 'proveCode', societyId: 1, mailCodeId: randomUUID() }
      for (const job of [mail(), mail(), mail(), mail(), mail(), code]) await put(queue, job)
      await queue.work(sent.handler)
      await sent.count(6)
      assert.ok(sent.jobs.findIndex(({ kind }) => kind === 'proveCode') < 4, 'among the first that four hands took')
    })

    it('the same mail that still waits is replaced: asking five times sends one', async () => {
      const queue = await open()
      const job: MailJob = { kind: 'confirmAddress', societyId: 1, mailCodeId: randomUUID() }
      for (let times = 0; times < 5; times += 1) await put(queue, job)
      await put(queue, mail())
      assert.equal((await rows()).length, 2)
    })

    it('what fails is tried again, with growing pauses of a minute at most, for more than 24 hours', async () => {
      const queue = await open()
      const [bad, sent] = [mail(), gather()]
      let failures = 0
      await queue.work(async (job, at) => {
        if (!isDeepStrictEqual(job, bad) || failures === 2) return sent.handler(job, at)
        failures += 1
        throw new TryLater('RCPT TO 450', { everything: false })
      })
      await put(queue, bad)
      const pause = async (count: number) => {
        await until(async () => failures === count && (await states()).includes('retry'))
        const { rows } = await database.queueSql(
          `select extract(epoch from start_after - now())::float as pause from queue.job where state = 'retry'`,
        )
        return Number(rows[0]?.pause)
      }
      assert.ok((await pause(1)) <= 2)
      const [job] = await rows()
      assert.ok(Number(job?.retry_limit) * Number(job?.retry_delay_max) > 24 * 60 * 60)
      assert.ok(Number(job?.keep_until) - Number(job?.created_on) > 24 * 60 * 60 * 1000)
      await database.queueSql('update queue.job set retry_count = 2000, start_after = now()')
      // Whoever is called for another mail finds the one that is due first.
      await put(queue, mail())
      const long = await pause(2)
      assert.ok(long > 10 && long <= 60, String(long))
      await due()
      await put(queue, mail())
      await until(async () => sent.jobs.some((each) => isDeepStrictEqual(each, bad)))
    })

    it('a mail that always fails, and mails that hang, keep nobody else waiting', async () => {
      const queue = await open()
      const sent = gather()
      const [bad, ...hanging] = [mail(), mail(), mail(), mail()]
      const release = Promise.withResolvers<void>()
      await queue.work(async (job, at) => {
        if (isDeepStrictEqual(job, bad)) throw new TryLater('RCPT TO 450', { everything: false })
        if (hanging.some((other) => isDeepStrictEqual(job, other))) await release.promise
        else await sent.handler(job, at)
      })
      for (const job of [bad, ...hanging]) if (job) await put(queue, job)
      for (let count = 0; count < 20; count += 1) await put(queue, mail())
      await sent.count(20)
      await until(async () => (await unfinished()) === 'active,active,active,retry')
      release.resolve()
    })

    it('a mail of a newer version is kept for a node that knows it', async () => {
      const queue = await open()
      await put(queue, mail())
      await database.queueSql(`update queue.job set data = data || '{"kind": "fromTheFuture"}'`)
      await queue.work(gather().handler)
      await until(async () => (await states()).join() === 'retry')
      assert.match(String(reported[0]), /unknown kind of mail/)
    })

    it('the mail of a node that is silent is taken over by another one', async () => {
      const [dead, living] = [await open(), await open()]
      const taken = Promise.withResolvers<void>()
      const never = Promise.withResolvers<void>()
      await dead.work(() => {
        taken.resolve()
        return never.promise
      })
      const job = mail()
      await put(dead, job)
      await taken.promise
      await database.queueSql(
        `update queue.job set heartbeat_on = now() - interval '21 s', started_on = now() - interval '21 s'`,
      )
      await database.queueSql('update queue.queue set monitor_claim_on = null, monitor_on = null')
      const sent = gather()
      await living.upkeep()
      assert.deepEqual(await states(), ['retry'])
      await due()
      await living.work(sent.handler)
      await sent.count(1)
      assert.deepEqual(sent.jobs, [job])
      never.resolve()
    })

    it('the upkeep needs no right that we lack, and forgets what is done after a day', async () => {
      const queue = await open()
      await queue.upkeep()
      const sent = gather()
      await queue.work(sent.handler)
      await put(queue, mail())
      await sent.count(1)
      await until(async () => (await states()).join() === 'completed')
      await database.queueSql(`update queue.job set completed_on = now() - interval '25 hours'`)
      await database.queueSql('update queue.queue set maintain_on = null, monitor_claim_on = null')
      await queue.upkeep()
      assert.deepEqual(await rows(), [])
      assert.deepEqual(reported, [])
    })

    it('stopping ends what is being sent and leaves the rest for the next node', async () => {
      const [queue, other] = [await open(), await open()]
      const [started, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
      const order: string[] = []
      await queue.work(async () => {
        started.resolve()
        await release.promise
        order.push('sent')
      })
      await put(queue, mail())
      await started.promise
      const stopped = queue.stop().then(() => order.push('stopped'))
      release.resolve()
      await stopped
      assert.deepEqual(order, ['sent', 'stopped'])
      await put(other, mail())
      assert.deepEqual(await states(), ['completed', 'created'])
      const sent = gather()
      await (await open()).work(sent.handler)
      await sent.count(1)
    })

    it('trouble is told once, and the tables of the queue keep nothing of it but a code', async () => {
      const queue = await open()
      const secret = { address: 'hanako@mail.example', digits: '995867', link: 'https://genkan.example/mail/link/x' }
      await queue.work(async () => {
        const cause = new Error(`550 <${secret.address}>`)
        throw Object.assign(new Error(`${secret.link} ${secret.digits}`, { cause }), {
          code: 'EENVELOPE',
          ...secret,
          detail: secret,
        })
      })
      const failed = Object.assign(new Error(), { code: 'EENVELOPE' })
      await put(queue, mail())
      await put(queue, mail())
      await until(async () => (await states()).join() === 'retry,retry' || (await states()).includes('retry'))
      await until(async () => (await rows()).some(({ output }) => JSON.stringify(output ?? '').includes(failed.code)))
      assert.equal(reported.length, 1)
      assert.deepEqual(await found(database, Object.values(secret)), [])
    })

    it('trouble with the database itself is told', async () => {
      const broken: Database = {
        ...database,
        queueSql: (text, values) =>
          text.includes('SKIP LOCKED')
            ? Promise.reject(Object.assign(new Error('gone'), { code: '57P01' }))
            : database.queueSql(text, values),
      }
      const queue = await open({}, broken)
      await queue.work(gather().handler)
      await until(async () => reported.length > 0)
      assert.match(String((reported[0] as Error).message), /gone/)
    })
  })
}

describe('the queue of mails after a process that was killed', () => {
  it('is there at once where the database is embedded: nobody else can be sending', async () => {
    const database = await freshDatabase('embedded')
    const killed = await openQueue(database, { pollSeconds: NEVER })
    const [taken, never] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    await killed.work(() => {
      taken.resolve()
      return never.promise
    })
    await database.inSociety(1, (tx) => killed.enqueue(tx, mail()))
    await taken.promise
    const next = await openQueue(database, { pollSeconds: NEVER })
    const sent = gather()
    await next.work(sent.handler)
    await sent.count(1)
    never.resolve()
    await Promise.all([killed.stop(), next.stop()])
  })
})

describe('the queue of mails of several nodes', () => {
  it('each of sixty mails is sent by one of three nodes', async () => {
    const database = await freshDatabase('server')
    const others = [await openDatabase(database.address), await openDatabase(database.address)]
    const queues = await Promise.all([database, ...others].map((node) => openQueue(node, { pollSeconds: 0.5 })))
    const sent = gather()
    for (const queue of queues) await queue.work(sent.handler)
    const [first] = queues
    for (let count = 0; count < 60; count += 1)
      await database.inSociety(1, (tx) => first?.enqueue(tx, mail()) ?? never())
    await sent.count(60)
    await Promise.all(queues.map((queue) => queue.stop()))
    assert.equal(new Set(sent.jobs.map((job) => JSON.stringify(job))).size, 60)
    assert.equal(sent.jobs.length, 60)
    await Promise.all(others.map((other) => other.close()))
  })

  it('a node that is killed while it sends takes no mail with it', async () => {
    const database = await freshDatabase('server')
    const queue = await openQueue(database, { pollSeconds: NEVER })
    const job = mail()
    await database.inSociety(1, (tx) => queue.enqueue(tx, job))
    const args = [fileURLToPath(import.meta.resolve('../../test/support/hold-a-mail.ts')), database.address.url ?? '']
    const node = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(node.stdout, 'data')
    node.kill('SIGKILL')
    await once(node, 'exit')
    await withServer(async (client) => {
      await client.query(`update queue.job set heartbeat_on = now() - interval '21 s'`)
      await client.query('update queue.queue set monitor_claim_on = null, monitor_on = null')
    }, database.address.url)
    await queue.upkeep()
    await database.queueSql('update queue.job set start_after = now()')
    const sent = gather()
    await queue.work(sent.handler)
    await sent.count(1)
    assert.deepEqual(sent.jobs, [job])
    await queue.stop()
  })
})

/** A handler that keeps what it is given. */
function gather() {
  const jobs: MailJob[] = []
  const times: number[] = []
  let woken = Promise.withResolvers<void>()
  return {
    jobs,
    times,
    async handler(job: MailJob, queuedAt: number) {
      jobs.push(job)
      times.push(queuedAt)
      woken.resolve()
      woken = Promise.withResolvers<void>()
    },
    async count(wanted: number) {
      while (jobs.length < wanted) await woken.promise
    },
  }
}

/** Where in the schema `queue` any of these stands, in whatever column. */
async function found(database: Database, secrets: readonly string[]): Promise<string[]> {
  const { rows: tables } = await database.queueSql(
    `select table_name from information_schema.tables where table_schema = 'queue' and table_type = 'BASE TABLE'`,
  )
  assert.ok(tables.length > 3)
  const places: string[] = []
  for (const { table_name: table } of tables) {
    const { rows } = await database.queueSql(`select row_to_json(t)::text as line from queue.${table} t`)
    for (const { line } of rows)
      if (secrets.some((secret) => String(line).includes(secret))) places.push(`${table}: ${line}`)
  }
  return places
}

function never(): never {
  throw new Error('this cannot happen')
}
