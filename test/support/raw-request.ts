import type { World } from './world.ts'

/** One request as it stands, nothing added but the host. */
export async function raw(
  world: World,
  origin: string,
  path: string,
  init: RequestInit = {},
): Promise<{ response: Response; text: string }> {
  const url = new URL(path, origin)
  const headers = new Headers(init.headers)
  if (!headers.has('host')) headers.set('host', url.host)
  const response = await world.app.request(url.href, { ...init, headers, redirect: 'manual' } as RequestInit)
  return { response, text: await response.text() }
}
