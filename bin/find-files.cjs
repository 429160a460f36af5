'use strict'
const fs = require('node:fs')
const path = require('node:path')
const { root } = require('./launch.cjs')

/** Paths below `folder` that end with `ending`, relative to the project and sorted. */
function findFiles(folder, ending) {
  const start = path.join(root, folder)
  if (!fs.existsSync(start)) return []
  const found = []
  const pending = [start]
  while (pending.length > 0) {
    const at = pending.pop()
    for (const entry of fs.readdirSync(at, { withFileTypes: true })) {
      const full = path.join(at, entry.name)
      if (entry.isDirectory()) pending.push(full)
      else if (entry.name.endsWith(ending)) found.push(path.relative(root, full))
    }
  }
  return found.sort()
}

module.exports = { findFiles }
