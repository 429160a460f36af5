import { request } from 'node:http'
import type { Hono } from 'hono'
import type { Env } from '../../src/web/request.ts'

/** A listening node, in the shape that a Browser asks: every request goes over a socket, whatever its host is called. */
export function overHttp(port: number): Pick<Hono<Env>, 'request'> {
  const send = (href: string, init: RequestInit = {}): Promise<Response> => {
    const { pathname, search } = new URL(href)
    const headers = Object.fromEntries(new Headers(init.headers))
    const body = init.body === undefined || init.body === null ? undefined : String(init.body)
    if (init.body instanceof URLSearchParams) headers['content-type'] = 'application/x-www-form-urlencoded'
    return new Promise((done, failed) => {
      const asked = request(
        { host: '127.0.0.1', port, path: `${pathname}${search}`, method: init.method ?? 'GET', headers },
        (answer) => {
          const chunks: Buffer[] = []
          answer.on('data', (chunk: Buffer) => chunks.push(chunk))
          answer.on('end', () => done(responseOf(answer.statusCode ?? 0, answer.rawHeaders, Buffer.concat(chunks))))
        },
      )
      asked.on('error', failed)
      asked.end(body)
    })
  }
  return { request: send as Hono<Env>['request'] }
}

function responseOf(status: number, raw: readonly string[], body: Buffer): Response {
  const headers = new Headers()
  for (let at = 0; at < raw.length; at += 2) headers.append(raw[at] ?? '', raw[at + 1] ?? '')
  return new Response(status === 204 || status === 304 ? null : new Uint8Array(body), { status, headers })
}
