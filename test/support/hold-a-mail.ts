// A node that takes a mail and then hangs, to be killed: hold-a-mail.ts DATABASE_URL. Says so on stdout when it has one.
import { openQueue } from '../../src/mail/queue.ts'
import { openDatabase } from '../../src/store/database.ts'

const database = await openDatabase({ url: process.argv[2] })
const queue = await openQueue(database)
await queue.work(() => {
  process.stdout.write('taken\n')
  return Promise.withResolvers<void>().promise
})
