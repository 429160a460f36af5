'use strict'
// npm start: installs what is missing and runs the demo. `--watch` (npm run dev) starts it anew at every change.
require('./node-version.cjs')
const { install } = require('./install.cjs')
const { launch } = require('./launch.cjs')

const watch = process.argv.includes('--watch')
const args = process.argv.slice(2).filter((arg) => arg !== '--watch')

install({ dev: false }).then(() =>
  launch('src/cli/main.ts', ['demo'].concat(args), watch ? ['--watch', '--watch-preserve-output'] : []),
)
