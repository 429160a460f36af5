import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/** One answer of the server; the body is read as text only where somebody asks for it. */
export type Answer = { readonly status: number; readonly head: string; readonly body: Buffer }

/**
 * One kept-alive HTTP/1.1 connection, one request at a time. It knows just enough to read what a Node server sends, and so
 * costs the machine less than any general client: the driver shares its cores with what is measured.
 */
export class Connection {
  readonly #socket: Socket
  #received: Buffer<ArrayBufferLike> = Buffer.alloc(0)
  #waiting: { done: (answer: Answer) => void; failed: (error: Error) => void } | undefined

  private constructor(socket: Socket) {
    this.#socket = socket
    socket.setNoDelay(true)
    socket.on('data', (chunk: Buffer) => this.#take(chunk))
    socket.on('error', (error) => this.#waiting?.failed(error))
    socket.on('close', () => this.#waiting?.failed(new Error('the server closed the connection')))
  }

  static async open(port: number): Promise<Connection> {
    const socket = connect(port, '127.0.0.1')
    await once(socket, 'connect')
    return new Connection(socket)
  }

  /** Bytes that came over the wire so far. */
  get bytesRead(): number {
    return this.#socket.bytesRead
  }

  /** The other end has gone, as servers do with a connection that stood still for some seconds. */
  get isGone(): boolean {
    return this.#socket.destroyed || this.#socket.readableEnded
  }

  /** Sends a whole request, written out by the caller. */
  send(request: string): Promise<Answer> {
    if (this.isGone) return Promise.reject(new Error('the connection is closed'))
    return new Promise((done, failed) => {
      this.#waiting = { done, failed }
      this.#socket.write(request)
    })
  }

  close(): void {
    this.#waiting = undefined
    this.#socket.destroy()
  }

  #take(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk])
    const answer = readAnswer(this.#received)
    if (!answer) return
    this.#received = Buffer.alloc(0)
    const waiting = this.#waiting
    this.#waiting = undefined
    waiting?.done(answer)
  }
}

/** The value of a header in the head of an answer. */
export const headerOf = (head: string, name: string): string | undefined =>
  new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1]?.trim()

/** Undefined while something of it is still on its way. */
function readAnswer(received: Buffer): Answer | undefined {
  const end = received.indexOf('\r\n\r\n')
  if (end < 0) return undefined
  const head = received.toString('latin1', 0, end)
  const status = Number(head.slice(9, 12))
  const rest = received.subarray(end + 4)
  if (/^transfer-encoding: chunked/im.test(head)) {
    const body = joinChunks(rest)
    return body && { status, head, body }
  }
  const length = Number(headerOf(head, 'content-length') ?? 0)
  return rest.length < length ? undefined : { status, head, body: rest.subarray(0, length) }
}

function joinChunks(bytes: Buffer): Buffer | undefined {
  const chunks: Buffer[] = []
  for (let at = 0; ; ) {
    const line = bytes.indexOf('\r\n', at)
    if (line < 0) return undefined
    const length = Number.parseInt(bytes.toString('latin1', at, line), 16)
    if (bytes.length < line + 2 + length + 2) return undefined
    if (length === 0) return Buffer.concat(chunks)
    chunks.push(bytes.subarray(line + 2, line + 2 + length))
    at = line + 2 + length + 2
  }
}
