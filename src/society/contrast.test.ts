import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { contrast, mix } from './contrast.ts'

describe('the contrast of two colours', () => {
  it('is 21 for black on white, 1 for a colour on itself, and the same both ways', () => {
    assert.equal(contrast('#000000', '#ffffff'), 21)
    assert.equal(contrast('#b0245f', '#b0245f'), 1)
    assert.equal(contrast('#123456', '#fedcba'), contrast('#fedcba', '#123456'))
  })

  it('draws the 4.5 : 1 line between #767676 and #777777 on white, as WCAG does', () => {
    assert.ok(contrast('#767676', '#ffffff') >= 4.5)
    assert.ok(contrast('#777777', '#ffffff') < 4.5)
  })

  it('mixes like color-mix(in srgb)', () => {
    assert.equal(mix('#ff0000', 0.5, '#0000ff'), '#800080')
    assert.equal(mix('#b0245f', 1, '#ffffff'), '#b0245f')
    assert.equal(mix('#000000', 0.14, '#ffffff'), '#dbdbdb')
  })
})
