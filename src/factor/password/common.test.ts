import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { describe, it } from 'node:test'
import { estimateGuesses, isCommon, loadCommonPasswords } from './common.ts'

describe('common passwords', () => {
  it('ASVS 6.2.4 knows far more than the 3000 most common ones, and Japanese words and names', () => {
    assert.ok(loadCommonPasswords().words.size > 70_000)
    for (const word of ['123456', 'qwerty', 'dragon', 'satou', 'arigato', 'hokkaido']) assert.ok(isCommon(word), word)
  })

  it('compares without regard to case, and only the whole', () => {
    assert.ok(isCommon('PASSWORD'))
    assert.equal(isCommon('password-of-my-own'), false)
  })

  it('counts what is known about a person as known', () => {
    const unknown = estimateGuesses('quxomira', []).guesses
    assert.ok(estimateGuesses('quxomira', ['quxomira']).guesses < unknown / 1000)
  })

  it('is not read before it is asked for, so that start-up stays quick', () => {
    const script = `
      await import(${JSON.stringify(new URL('./rule.ts', import.meta.url).href)})
      const { createRequire } = await import('node:module')
      const read = Object.keys(createRequire(import.meta.url).cache).filter((file) => file.includes('zxcvbn'))
      console.log(read.length)`
    const output = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })
    assert.equal(output.trim(), '0')
  })
})
