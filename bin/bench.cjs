'use strict'
// npm run bench [-- NAME…]: the figures of the product, one command each, one after the other so that none disturbs another.
require('./node-version.cjs')
const path = require('node:path')
const { findFiles } = require('./find-files.cjs')
const { install } = require('./install.cjs')
const { runNode } = require('./launch.cjs')

async function main() {
  await install({ dev: true })
  const names = process.argv.slice(2)
  const benches = findFiles('bench', '.ts')
    .filter((file) => path.dirname(file) === 'bench')
    .filter((file) => names.length === 0 || names.some((name) => file.includes(name)))
  if (benches.length === 0) console.error('No figure of that name under bench/.')
  let code = benches.length === 0 ? 1 : 0
  for (const file of benches) {
    console.log(`\n— ${file}`)
    code = (await runNode([file])) || code
  }
  process.exit(code)
}

main()
