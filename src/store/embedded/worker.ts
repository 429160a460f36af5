import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import type { FromWorker, ToWorker, WorkerOptions } from './wire.ts'

if (!parentPort) throw new Error('this file runs as a worker only')
const port = parentPort
const { folder } = workerData as WorkerOptions

// The default of 128 MB of buffers would all be resident; the operating system caches the files anyway.
const startParams = [...PGlite.defaultStartParams, '-c', 'shared_buffers=8MB']
const database = await PGlite.create({ dataDir: folder, startParams })

let current = 0
let work: Promise<void> = Promise.resolve()

port.on('message', (message: ToWorker) => {
  work = work
    .then(() => handle(message))
    .catch((error: unknown) => {
      post({ kind: 'failed', message: `the embedded database failed: ${String(error)}` })
    })
})
post({ kind: 'ready' })

async function handle(message: ToWorker): Promise<void> {
  if (message.kind === 'close') {
    await database.close()
    process.exit(0)
  }
  if (message.kind === 'open') return forgetConnection(message.stream)
  if (message.stream !== current) return
  await database.execProtocolRawStream(message.bytes, {
    // A view into the database's own memory: only a copy can be handed over.
    onRawData: (bytes) => post({ kind: 'bytes', stream: message.stream, bytes: bytes.slice() }),
  })
}

/** The backend outlives its connections: what the last one left open, prepared or set must not reach the next. */
async function forgetConnection(next: number): Promise<void> {
  if (current > 0) {
    await database.exec('rollback')
    await database.exec('discard all')
  }
  current = next
}

function post(message: FromWorker): void {
  port.postMessage(message, message.kind === 'bytes' ? [message.bytes.buffer as ArrayBuffer] : [])
}
