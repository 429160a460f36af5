import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { describe, it } from 'node:test'
import { checkTotp } from './check-code.ts'
import { newTotpSecret } from './secret.ts'

describe('TOTP code, against oathtool', () => {
  it('TOTP-03 OTP-30 accepts what a generator that nobody here wrote makes of our secret, in either case', () => {
    for (const seconds of [0, 59, 1_784_000_000, 1_784_000_029, 4_102_444_800]) {
      const secret = newTotpSecret()
      const typedByHand = secret.toLowerCase()
      const code = execFileSync('oathtool', ['--totp', '--base32', `--now=@${seconds}`, '--', typedByHand], {
        encoding: 'utf8',
      })
      assert.deepEqual(checkTotp(secret, code, seconds * 1000, null), { kind: 'match', step: Math.floor(seconds / 30) })
    }
  })
})
