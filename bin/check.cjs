'use strict'
// npm run check: types, format and lint, unused code, the order of the folders. Runs all of them and says which failed.
require('./node-version.cjs')
const { install } = require('./install.cjs')
const { runNode } = require('./launch.cjs')

const checks = [
  ['types', ['node_modules/typescript/bin/tsc', '-p', '.']],
  ['format and lint', ['node_modules/@biomejs/biome/bin/biome', 'check', '.']],
  ['unused code', ['node_modules/knip/bin/knip.js']],
  ['folder order', ['--test', '--test-reporter=dot', 'test/architecture.test.ts']],
]

async function main() {
  await install({ dev: true })
  const failed = []
  for (const check of checks) {
    console.log(`\n— ${check[0]}`)
    if ((await runNode(check[1])) !== 0) failed.push(check[0])
  }
  console.log(failed.length === 0 ? '\nAll checks passed.' : `\nFailed: ${failed.join(', ')}`)
  process.exit(failed.length === 0 ? 0 : 1)
}

main()
