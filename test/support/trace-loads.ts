// Loaded before a program (node --import): writes the address of every module that it loads to the file in TRACE_LOADS.
import { appendFileSync } from 'node:fs'
import { registerHooks } from 'node:module'

const file = process.env.TRACE_LOADS ?? ''

registerHooks({
  load(url, context, next) {
    appendFileSync(file, `${url}\n`)
    return next(url, context)
  },
})
