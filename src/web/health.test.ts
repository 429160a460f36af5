import assert from 'node:assert/strict'
import { it } from 'node:test'
import { Hono } from 'hono'
import type { Database } from '../store/database.ts'
import { HEALTH, mountHealth } from './health.ts'
import type { Env } from './request.ts'

it('a node whose database is gone says 503 and nothing about why', async () => {
  const app = new Hono<Env>()
  mountHealth(app, { inSociety: () => Promise.reject(new Error('password of geheim@db')) } as unknown as Database)
  const answer = await app.request(HEALTH)
  assert.deepEqual([answer.status, await answer.text()], [503, 'the database does not answer\n'])
})
