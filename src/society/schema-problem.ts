import * as v from 'valibot'
import type { PolicyProblem } from './policy-problem.ts'

/** What the schema found, in words for whoever wrote the file by hand. */
export function schemaProblem(issue: v.BaseIssue<unknown>): PolicyProblem {
  return { path: v.getDotPath(issue) ?? '', message: wordsFor(issue) }
}

const SHAPES: Readonly<Record<string, string>> = {
  string: 'text in quotes',
  number: 'a number without quotes',
  boolean: 'true or false without quotes',
  array: 'a list, [ … ]',
  strict_object: 'a group, { … }',
}

function wordsFor({ type, expected, received, requirement, input, message }: v.BaseIssue<unknown>): string {
  if (type === 'strict_object' && expected === 'never') return 'there is no such key'
  if (type === 'strict_object' && received === 'undefined') return 'this key is needed'
  if (type === 'picklist')
    return `${received} is none of ${expected?.replaceAll(/[("|)]+/g, '').replaceAll(/ +/g, ', ')}`
  if (type === 'integer') return `${received} is no whole number`
  if (type === 'min_length') return 'there must be something in it'
  if (type === 'max_length')
    return `at most ${requirement} ${typeof input === 'string' ? 'characters' : 'entries'}: this has ${received}`
  const shape = SHAPES[type]
  return shape === undefined ? message : `this must be ${shape}, not ${received}`
}
