import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { passwordFeedback } from './feedback.ts'

describe('password feedback', () => {
  it('NIST-04 says how good a password is and what would better it', () => {
    assert.deepEqual(passwordFeedback('password1', []), {
      score: 0,
      strength: 'weak',
      hints: ['noCommonPassword', 'longer'],
    })
    assert.deepEqual(passwordFeedback('aaaaaaaa', []).hints, ['noRepeats', 'longer'])
    assert.deepEqual(passwordFeedback('abcdefgh1', []).hints, ['noSequences', 'longer'])
    assert.deepEqual(passwordFeedback('ozakihiro7', ['オザキ ヒロ']).hints, ['noPersonalData', 'longer'])
  })

  it('asks for other words where length is not what is missing', () => {
    assert.deepEqual(passwordFeedback('passwordpassword', []).hints, ['noRepeats', 'unrelatedWords'])
  })

  it('is content with a strong one', () => {
    assert.deepEqual(passwordFeedback('xkqjwzpv', []), { score: 2, strength: 'fair', hints: ['longer'] })
    assert.deepEqual(passwordFeedback('neko-ga-sanbiki-iru', []), { score: 4, strength: 'strong', hints: [] })
    assert.deepEqual(passwordFeedback('correct-horse-battery-staple', []).strength, 'strong')
  })
})
