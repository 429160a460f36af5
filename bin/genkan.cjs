#!/usr/bin/env node
'use strict'
// The command `genkan` inside the checkout.
require('./node-version.cjs')
const { install } = require('./install.cjs')
const { launch } = require('./launch.cjs')

install({ dev: false }).then(() => launch('src/cli/main.ts', process.argv.slice(2)))
