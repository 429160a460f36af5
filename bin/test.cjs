'use strict'
// npm test [-- FILTER…]: every test, or those whose path contains one of the filters. Options (--…) go to Node's runner.
require('./node-version.cjs')
const fs = require('node:fs')
const path = require('node:path')
const { findFiles } = require('./find-files.cjs')
const { install } = require('./install.cjs')
const { root, runNode } = require('./launch.cjs')
const { startPrivatePostgres } = require('./private-postgres.cjs')
const { installSystemPackages } = require('./system-packages.cjs')

const given = process.argv.slice(2)
const options = given.filter((arg) => arg.startsWith('--'))
const filters = given.filter((arg) => !arg.startsWith('--'))

// A run of a part leaves the report of the whole alone.
const reports = path.join('reports', filters.length === 0 ? 'unit.xml' : 'part.xml')
const runner = [
  '--test',
  '--test-concurrency=2',
  '--test-timeout=300000',
  '--test-reporter=spec',
  '--test-reporter-destination=stdout',
  '--test-reporter=junit',
  `--test-reporter-destination=${reports}`,
]

async function main() {
  await install({ dev: true })
  installSystemPackages()
  const all = findFiles('src', '.test.ts').concat(findFiles('test', '.test.ts'))
  const files =
    filters.length === 0 ? all : all.filter((file) => filters.some((filter) => file.includes(path.normalize(filter))))
  if (files.length === 0) {
    console.error(`No test file matches ${filters.join(' ')}.`)
    return 1
  }
  fs.mkdirSync(path.join(root, 'reports'), { recursive: true })
  const postgres = await startPrivatePostgres()
  try {
    const env = Object.assign({}, process.env, { GENKAN_TEST_DATABASE_URL: postgres.url })
    return await runNode(runner.concat(options, files), { env })
  } finally {
    await postgres.stop()
  }
}

main().then(
  (code) => process.exit(code),
  (error) => {
    console.error(error)
    process.exit(1)
  },
)
