#!/usr/bin/env node
'use strict'
// The command `genkan` inside the checkout.
require('./node-version.cjs')
const { install } = require('./install.cjs')
const { launch } = require('./launch.cjs')

// In MB. A command works through any number of rows in little memory; without a bound the engine lets rubbish pile up to a share of the
// machine's memory before it first collects it. Nodes that serve have none.
const commandFlags = require('./command-flags.json')

const args = process.argv.slice(2)
const stays = ['serve', 'demo'].includes(args[0])

install({ dev: false }).then(() => launch('src/cli/main.ts', args, stays ? [] : commandFlags))
