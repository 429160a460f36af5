import assert from 'node:assert/strict'
import { createServer } from 'node:net'
import { afterEach, describe, it } from 'node:test'
import { openQueue, type Queue } from '../../src/mail/queue.ts'
import { openMailer } from '../../src/mail/send-mail.ts'
import { stores } from '../support/database.ts'
import { closedPort, openSmtp } from '../support/smtp.ts'
import { activate } from '../support/story.ts'
import { until } from '../support/until.ts'
import { openWorld, type World } from '../support/world.ts'

for (const store of stores) {
  describe(`a mail server that is down delays mails and nothing else (${store})`, () => {
    const toClose: (() => unknown)[] = []
    afterEach(async () => {
      for (const close of toClose.splice(0).toReversed()) await close()
    })

    /** A world whose mails go through the real queue to this port. */
    async function worldWithMails(port: number, silent = 20_000) {
      const world = await openWorld(store)
      const { database, keyring, directory, gate, jobs } = world
      const queue = await openQueue(database, { pollSeconds: 0.5 })
      const smtpUrl = `smtp://127.0.0.1:${port}`
      const patience = { silent, whole: 60_000 }
      const mailer = openMailer({ database, keyring, directory, smtpUrl, patience, clock: () => world.now })
      const enqueue: Queue['enqueue'] = (tx, job) => {
        jobs.push(job)
        return queue.enqueue(tx, job)
      }
      Object.assign(gate, { queue: { ...queue, enqueue } })
      await queue.work((job, queuedAt) => mailer.send(job, queuedAt))
      toClose.push(
        () => mailer.close(),
        () => queue.stop(),
      )
      return world
    }

    const delayed = (world: World, count: number) =>
      until(async () => {
        const { rows } = await world.database.queueSql(`select 1 from queue.job where state = 'retry'`)
        return rows.length >= count
      })

    const soon = (world: World) =>
      world.database.queueSql(`update queue.job set start_after = now() where state = 'retry'`)

    it('EML-15 the sitting goes on to the portal while nobody listens; the mails come once somebody does', async () => {
      const port = await closedPort()
      const world = await worldWithMails(port)
      const waiting = await world.browser()
      await activate(world, waiting, await world.member('genkan', { mail: 'waits@mail.example' }), {
        until: '/mail/code',
      })
      assert.equal(waiting.current.status, 200)
      const other = await world.browser('sakura')
      await activate(world, other, await world.member('sakura', { mail: 'goes-on@mail.example' }))
      assert.equal(other.current.path, '/portal')
      await delayed(world, 2)

      const smtp = await openSmtp({}, { port })
      toClose.push(() => smtp.close())
      await soon(world)
      const mails = await smtp.arrived(2)
      assert.deepEqual(mails.map(({ to }) => to[0]).sort(), ['goes-on@mail.example', 'waits@mail.example'])
      assert.match(mails.find(({ to }) => to[0]?.startsWith('goes-on'))?.mail.subject ?? '', /初回ログインが完了/)
      const code = /^\d{6}$/m.exec(mails.find(({ to }) => to[0]?.startsWith('waits'))?.mail.text ?? '')?.[0] ?? ''
      const next = await waiting.submit({ mailCode: code })
      assert.notEqual(next.path, '/mail/code')
    })

    it('a server that takes the line and says nothing holds nobody up', async () => {
      const silent = createServer((socket) => socket.on('error', () => undefined))
      const port = await new Promise<number>((ready) =>
        silent.listen(0, '127.0.0.1', () => ready((silent.address() as { port: number }).port)),
      )
      toClose.push(() => silent.close())
      const world = await worldWithMails(port, 100)
      const browser = await world.browser()
      await activate(world, browser, await world.member('genkan', { mail: 'hanging@mail.example' }))
      assert.equal(browser.current.path, '/portal')
      await delayed(world, 1)
    })

    it('one who is put off with 450 gets the mail later, one who is refused with 550 is not tried again', async () => {
      const smtp = await openSmtp()
      toClose.push(() => smtp.close())
      const world = await worldWithMails(smtp.port)
      let asked = 0
      smtp.answers.rcptTo = (address) => {
        if (!address.startsWith('refused')) return 450
        asked += 1
        return 550
      }
      for (const mail of ['refused@mail.example', 'later@mail.example'])
        await activate(world, await world.browser(), await world.member('genkan', { mail }), { until: '/mail/code' })
      await delayed(world, 1)
      const refusal = async () =>
        world.database.inSociety((await world.society('genkan')).id, (tx) =>
          tx.selectFrom('event').select('account_id').where('name', '=', 'mail.refused').execute(),
        )
      await until(async () => (await refusal()).length === 1)
      delete smtp.answers.rcptTo
      await soon(world)
      const [mail, ...more] = await smtp.arrived(1)
      assert.deepEqual([mail?.to, more], [['later@mail.example'], []])
      await until(async () => {
        const { rows } = await world.database.queueSql(`select 1 from queue.job where state <> 'completed'`)
        return rows.length === 0
      })
      assert.equal(asked, 1)
    })

    it('the tables of the queue never hold a code, a link or an address', async () => {
      const smtp = await openSmtp({ rcptTo: () => 450 })
      toClose.push(() => smtp.close())
      const world = await worldWithMails(smtp.port)
      const browser = await world.browser()
      await activate(world, browser, await world.member('genkan', { mail: 'secret@mail.example' }), {
        until: '/mail/code',
      })
      await delayed(world, 1)
      const { code, link } = await world.lastCode()
      const { rows: tables } = await world.database.queueSql(
        `select table_name from information_schema.tables where table_schema = 'queue'`,
      )
      assert.ok(tables.some(({ table_name }) => table_name === 'job'))
      for (const { table_name } of tables) {
        const { rows } = await world.database.queueSql(`select row_to_json(t)::text as line from queue.${table_name} t`)
        // Microseconds of a timestamp may spell any six digits.
        const lines = rows.map(({ line }) => String(line).replace(/"\d{4}-\d\d-\d\dT[\d:.+]+"/g, '""'))
        for (const secret of [`"${code}`, `${code}"`, link, link.split('.')[1] ?? link, 'secret@', 'mail.example'])
          assert.ok(!lines.some((line) => line.includes(secret)), `${table_name}: ${secret}`)
      }
    })
  })
}
