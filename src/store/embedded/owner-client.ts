import pg from 'pg'
import type { EmbeddedServer } from './wire.ts'

/** What the driver needs to speak to an embedded database; spelled out so that no PG… variable of the environment gets in. */
export function embeddedConfig(server: EmbeddedServer): pg.ClientConfig {
  return {
    host: 'embedded',
    port: 5432,
    user: 'postgres',
    database: 'postgres',
    password: '',
    ssl: false,
    options: '',
    stream: () => server.stream() as never,
  }
}

/** A connection with every right, for the migrations before anybody else is let in. */
export async function ownerClient(server: EmbeddedServer): Promise<pg.Client> {
  const client = new pg.Client(embeddedConfig(server))
  client.on('error', () => {})
  await client.connect()
  return client
}
