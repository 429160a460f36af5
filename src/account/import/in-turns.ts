import { setImmediate } from 'node:timers/promises'

const PIECE_BYTES = 8192

/**
 * The same bytes in small pieces, with a turn of the event loop between them: the database that answers meanwhile, and the people
 * whom this process serves beside an import, wait for one piece at most.
 */
export async function* inTurns(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes)
    for (let at = 0; at < chunk.length; at += PIECE_BYTES) {
      yield chunk.subarray(at, at + PIECE_BYTES)
      await setImmediate()
    }
}
