'use strict'
// The first thing that every command loads. Written so that a very old Node can read it.
var major = Number(process.versions.node.split('.')[0])
if (major < 20) {
  console.error(`Genkan needs Node 20 or newer to start; this is Node ${process.versions.node}.`)
  process.exit(1)
}
