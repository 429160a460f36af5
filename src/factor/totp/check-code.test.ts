import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Secret, TOTP } from 'otpauth'
import { checkTotp } from './check-code.ts'
import { TOTP_PARAMETERS } from './parameters.ts'
import { newTotpSecret } from './secret.ts'

const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'
const STEP = 30_000
const PRESENT = 59_000_000
// In the middle of a step, so that a test says "steps" and means it.
const NOW = PRESENT * STEP + 15_000

/** What the app shows when its clock is `steps` steps away from ours. */
function codeAt(steps: number, secret = SECRET): string {
  return TOTP.generate({ ...TOTP_PARAMETERS, secret: Secret.fromBase32(secret), timestamp: NOW + steps * STEP })
}

describe('TOTP code', () => {
  // RFC 6238 appendix B gives 8 digits; the 6 that an app shows are their end (RFC 4226 §5.3: the value modulo 10^digits).
  const vectors: [seconds: number, code: string][] = [
    [59, '94287082'],
    [1_111_111_109, '07081804'],
    [1_111_111_111, '14050471'],
    [1_234_567_890, '89005924'],
    [2_000_000_000, '69279037'],
    [20_000_000_000, '65353130'],
  ]
  const rfcSecret = Secret.fromLatin1('12345678901234567890').base32
  for (const [seconds, code] of vectors)
    it(`TOTP-08 OTP-13 OTP-14 OTP-15 OTP-16 accepts RFC 6238's code for second ${seconds}`, () => {
      const expected = { kind: 'match', step: Math.floor(seconds / 30) }
      assert.deepEqual(checkTotp(rfcSecret, code.slice(-6), seconds * 1000, null), expected)
    })

  it('OTP-41 OTP-40 TOTP-06 takes spaces, hyphens and full-width digits as typed or pasted', () => {
    const code = codeAt(0)
    const full = Array.from(code, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).join('')
    for (const typed of [
      `${code.slice(0, 3)} ${code.slice(3)}`,
      `${code.slice(0, 3)}-${code.slice(3)}`,
      full,
      ` ${full}\n`,
    ])
      assert.deepEqual(checkTotp(SECRET, typed, NOW, null), { kind: 'match', step: PRESENT }, typed)
  })

  it('says wrong to what is no code, or the code of another secret', () => {
    for (const typed of ['', '12345', '1234567', 'abcdef', `${codeAt(0)}1`, codeAt(0, newTotpSecret())])
      assert.deepEqual(checkTotp(SECRET, typed, NOW, null), { kind: 'wrong' }, typed)
  })

  it('TOTP-04 OTP-27 OTP-29 accepts one step to either side, to the very edge', () => {
    for (const steps of [-1, 0, 1])
      assert.deepEqual(checkTotp(SECRET, codeAt(steps), NOW, null), { kind: 'match', step: PRESENT + steps })
    const start = PRESENT * STEP
    assert.equal(checkTotp(SECRET, codeAt(-1), start + STEP - 1, null).kind, 'match')
    assert.equal(checkTotp(SECRET, codeAt(-1), start + STEP, null).kind, 'wrong')
    assert.equal(checkTotp(SECRET, codeAt(1), start, null).kind, 'match')
    assert.notEqual(checkTotp(SECRET, codeAt(1), start - 1, null).kind, 'match')
  })

  it('TOTP-02 OTP-44 accepts each step once, and none older than the last', () => {
    assert.deepEqual(checkTotp(SECRET, codeAt(0), NOW, PRESENT), { kind: 'replayed' })
    assert.deepEqual(checkTotp(SECRET, codeAt(-1), NOW, PRESENT), { kind: 'replayed' })
    assert.deepEqual(checkTotp(SECRET, codeAt(-5), NOW, PRESENT), { kind: 'replayed' })
    assert.deepEqual(checkTotp(SECRET, codeAt(0), NOW, PRESENT - 1), { kind: 'match', step: PRESENT })
    assert.deepEqual(checkTotp(SECRET, codeAt(1), NOW, PRESENT), { kind: 'match', step: PRESENT + 1 })
  })

  it('OTP-43 takes a code that was typed slowly for an old one, not for a slow clock', () => {
    assert.deepEqual(checkTotp(SECRET, codeAt(-2), NOW, null), { kind: 'wrong' })
  })

  it('names a clock that is up to 10 minutes behind or 3 minutes ahead, and lets nobody in by it', () => {
    assert.deepEqual(checkTotp(SECRET, codeAt(-3), NOW, null), { kind: 'clock', driftSeconds: -90 })
    assert.deepEqual(checkTotp(SECRET, codeAt(-20), NOW, null), { kind: 'clock', driftSeconds: -600 })
    assert.deepEqual(checkTotp(SECRET, codeAt(2), NOW, null), { kind: 'clock', driftSeconds: 60 })
    assert.deepEqual(checkTotp(SECRET, codeAt(6), NOW, null), { kind: 'clock', driftSeconds: 180 })
    assert.deepEqual(checkTotp(SECRET, codeAt(-21), NOW, null), { kind: 'wrong' })
    assert.deepEqual(checkTotp(SECRET, codeAt(7), NOW, null), { kind: 'wrong' })
  })
})
