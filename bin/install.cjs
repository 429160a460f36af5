'use strict'
// Installs the packages that the lockfile names and node_modules lacks. Says nothing and takes no time when all is there.
require('./node-version.cjs')
const { spawn } = require('node:child_process')
const fs = require('node:fs')
const path = require('node:path')
const { pinnedPackage, root, runNode } = require('./launch.cjs')

/** Names of packages that are missing or of another version; development packages count only when asked for. */
function missingPackages(options) {
  const wanted = JSON.parse(fs.readFileSync(path.join(root, 'package-lock.json'), 'utf8')).packages
  const hidden = path.join(root, 'node_modules', '.package-lock.json')
  const present = fs.existsSync(hidden) ? JSON.parse(fs.readFileSync(hidden, 'utf8')).packages : {}
  return Object.keys(wanted).filter((name) => {
    if (name === '') return false
    if (present[name]) return present[name].version !== wanted[name].version
    if (wanted[name].dev && !options.dev) return false
    // Packages for other systems are optional and rightly absent; our own Node is not.
    return !(wanted[name].optional || wanted[name].devOptional) || name === `node_modules/${pinnedPackage}`
  })
}

async function install(options) {
  const missing = missingPackages(options)
  if (missing.length === 0) return
  console.error(`Installing ${missing.length} packages …`)
  const code = await npm(
    ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--include=optional'].concat(
      options.dev ? ['--include=dev'] : [],
    ),
  )
  if (code !== 0) {
    console.error('The packages could not be installed; the lines above say why.')
    process.exit(code)
  }
  console.error('Preparing the embedded database, once …')
  await runNode(['src/store/embedded/make-template.ts'], { stdio: ['ignore', 2, 2] })
}

/** npm's output goes to stderr: what the started program prints on stdout may be read by a machine. */
function npm(args) {
  const cli = process.env.npm_execpath || ''
  const viaNode = path.basename(cli) === 'npm-cli.js'
  const stdio = ['ignore', process.stderr, process.stderr]
  const child = viaNode
    ? spawn(process.execPath, [cli].concat(args), { cwd: root, stdio })
    : spawn('npm', args, { cwd: root, stdio, shell: process.platform === 'win32' })
  const began = Date.now()
  const beat = setInterval(() => console.error(`… ${Math.round((Date.now() - began) / 1000)} s`), 5000)
  return new Promise((resolve) => {
    child.on('error', (error) => {
      clearInterval(beat)
      console.error(`npm does not start: ${error.message}`)
      resolve(1)
    })
    child.on('exit', (code) => {
      clearInterval(beat)
      resolve(code === null ? 1 : code)
    })
  })
}

module.exports = { install }
