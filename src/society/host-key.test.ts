import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { hostKey } from './host-key.ts'

describe('a Host header', () => {
  it('PLT-02 is compared in lower case and with its port', () => {
    assert.equal(hostKey('WWW.Genkan.Example'), 'www.genkan.example')
    assert.equal(hostKey('Localhost:4000'), 'localhost:4000')
  })

  for (const header of [
    undefined,
    '',
    '.',
    'genkan.example.',
    'genkan.example.:443',
    'a b',
    'genkan.example/x',
    'x@y',
    '[::1]',
    'a..b',
    'a:123456',
    'ゲンカン.example',
    'a\n',
    'a'.repeat(300),
  ]) {
    it(`is nobody's when it is ${JSON.stringify(header?.slice(0, 20))}`, () => assert.equal(hostKey(header), undefined))
  }
})
