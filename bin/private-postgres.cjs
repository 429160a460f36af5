'use strict'
// A PostgreSQL cluster for one run of the tests: in a folder of its own, reachable only through a socket in that folder.
const { execFileSync, spawn } = require('node:child_process')
const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')

/** The folder with `initdb` and `postgres`: the newest of Debian's, or one on PATH. Undefined when there is none. */
function findPostgres() {
  const debian = '/usr/lib/postgresql'
  const versions = fs.existsSync(debian) ? fs.readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : []
  const folders = [
    ...versions.map((version) => path.join(debian, version, 'bin')),
    ...(process.env.PATH || '').split(path.delimiter),
  ]
  return folders.find(
    (folder) => fs.existsSync(path.join(folder, 'initdb')) && fs.existsSync(path.join(folder, 'postgres')),
  )
}

/**
 * Starts a cluster and resolves to its address and a function that stops it. It also stops by itself when this process
 * ends, however it ends: a shell waits for our end of a pipe to close. Nothing is synced to disk unless it is `durable`.
 */
async function startPrivatePostgres({ durable = false } = {}) {
  const bin = findPostgres()
  if (!bin) throw new Error('PostgreSQL is not installed: apt-get install postgresql')
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'genkan-postgres-'))
  const asRoot = process.getuid() === 0
  // PostgreSQL refuses to run as root; Debian's package brings a user for it.
  if (asRoot) execFileSync('chown', ['postgres', folder])
  const runAs = asRoot ? ['runuser', '-u', 'postgres', '--'] : []
  const data = path.join(folder, 'data')
  const initdb = [
    path.join(bin, 'initdb'),
    '-D',
    data,
    '-U',
    'postgres',
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--no-locale',
    '--no-sync',
  ]
  const [first, ...rest] = [...runAs, ...initdb]
  execFileSync(first, rest, { stdio: ['ignore', 'ignore', 'inherit'], cwd: '/' })
  const child = supervise(runAs, bin, folder, data, durable)
  await ready(child)
  return {
    url: `postgres://postgres@localhost/postgres?host=${encodeURIComponent(folder)}`,
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', resolve)
        child.ref()
        child.stdin.end()
      }),
  }
}

function supervise(runAs, bin, folder, data, durable) {
  const settings = ['listen_addresses=', `unix_socket_directories=${folder}`, 'max_connections=200'].concat(
    durable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'],
  )
  const server = [path.join(bin, 'postgres'), '-D', data, ...settings.flatMap((setting) => ['-c', setting])]
  const script =
    'folder=$1; shift; "$@" & server=$!; cat > /dev/null; kill -INT $server; wait $server; rm -rf "$folder"'
  const [first, ...rest] = [...runAs, 'sh', '-c', script, 'sh', folder, ...server]
  // Detached, so that Ctrl-C in the terminal reaches us and not the server first.
  return spawn(first, rest, { stdio: ['pipe', 'ignore', 'pipe'], cwd: '/', detached: true })
}

function ready(child) {
  return new Promise((resolve, reject) => {
    let log = ''
    const read = (chunk) => {
      log += chunk
      if (!log.includes('ready to accept connections')) return
      child.stderr.off('data', read)
      // From here on nothing of it may keep this process alive.
      child.stderr.resume()
      for (const handle of [child, child.stdin, child.stderr]) handle.unref()
      resolve()
    }
    child.stderr.on('data', read)
    child.once('exit', () => reject(new Error(`PostgreSQL did not start: ${log}`)))
  })
}

module.exports = { findPostgres, startPrivatePostgres }
