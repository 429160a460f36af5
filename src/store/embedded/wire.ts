import { Duplex } from 'node:stream'
import { Worker } from 'node:worker_threads'

/** What goes to the worker and what comes back. `stream` counts the connections, so that bytes of a dropped one are not mixed up. */
export type ToWorker =
  | { kind: 'open'; stream: number }
  | { kind: 'bytes'; stream: number; bytes: Uint8Array }
  | { kind: 'close' }
export type FromWorker =
  | { kind: 'ready' }
  | { kind: 'bytes'; stream: number; bytes: Uint8Array }
  | { kind: 'failed'; message: string }
export type WorkerOptions = { folder: string }

/** The embedded database in a thread of its own, so that a long query never holds up the event loop. */
export class EmbeddedServer {
  readonly #worker: Worker
  #current: WireStream | undefined
  #streams = 0
  #failure: Error | undefined

  private constructor(worker: Worker) {
    this.#worker = worker
  }

  /** Resolves when the database in `folder` answers; creates it where there is none. */
  static async start(folder: string): Promise<EmbeddedServer> {
    const workerData: WorkerOptions = { folder }
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData, stderr: false })
    const server = new EmbeddedServer(worker)
    await new Promise<void>((resolve, reject) => {
      worker.on('message', (message: FromWorker) => {
        if (message.kind === 'ready') resolve()
        else if (message.kind === 'bytes') server.#deliver(message)
        else server.#fail(new Error(message.message))
      })
      worker.on('error', (error) => server.#fail(error as Error, reject))
      worker.on('exit', () => server.#fail(new Error('the embedded database has stopped'), reject))
    })
    return server
  }

  /** What the driver takes for its socket. There is one connection at a time: a new one ends the old one's transaction. */
  stream(): Duplex {
    const id = ++this.#streams
    const stream = new WireStream((bytes) => this.#send({ kind: 'bytes', stream: id, bytes }, bytes))
    if (this.#failure) process.nextTick(() => stream.destroy(this.#failure))
    else this.#send({ kind: 'open', stream: id })
    this.#current = stream
    return stream
  }

  /** Lets the database finish what it does and write its files. */
  async close(): Promise<void> {
    if (this.#failure) return
    const exited = new Promise((resolve) => this.#worker.once('exit', resolve))
    this.#send({ kind: 'close' })
    await exited
  }

  #send(message: ToWorker, bytes?: Uint8Array): void {
    this.#worker.postMessage(message, bytes ? [bytes.buffer as ArrayBuffer] : [])
  }

  #deliver(message: { stream: number; bytes: Uint8Array }): void {
    if (message.stream === this.#streams) this.#current?.push(Buffer.from(message.bytes.buffer))
  }

  #fail(error: Error, reject?: (error: Error) => void): void {
    this.#failure ??= error
    reject?.(this.#failure)
    this.#current?.destroy(this.#failure)
  }
}

/** PostgreSQL's wire protocol over messages instead of a socket. */
class WireStream extends Duplex {
  readonly #send: (bytes: Uint8Array) => void

  constructor(send: (bytes: Uint8Array) => void) {
    super({ allowHalfOpen: false })
    this.#send = send
  }

  // The parts of a socket that the driver touches.
  connect(): this {
    process.nextTick(() => this.emit('connect'))
    return this
  }
  setNoDelay(): this {
    return this
  }
  setKeepAlive(): this {
    return this
  }
  ref(): this {
    return this
  }
  unref(): this {
    return this
  }

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#post(chunk)
    done()
  }

  override _writev(chunks: { chunk: Buffer }[], done: () => void): void {
    this.#post(Buffer.concat(chunks.map(({ chunk }) => chunk)))
    done()
  }

  override _final(done: () => void): void {
    this.push(null)
    done()
  }

  /** The goodbye would end the database itself, so it stays here. The bytes are copied: the driver uses its buffer again. */
  #post(bytes: Buffer): void {
    const goodbye = bytes.length === 5 && bytes[0] === 'X'.charCodeAt(0)
    if (!goodbye) this.#send(new Uint8Array(bytes))
  }
}
