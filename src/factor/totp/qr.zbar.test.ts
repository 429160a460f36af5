import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { otpauthUri } from './otpauth-uri.ts'
import { qrPng } from './qr.ts'
import { newTotpSecret } from './secret.ts'

describe('QR code, against zbarimg', () => {
  it('OTD-05 OTD-08 is read from the saved PNG by a reader that nobody here wrote', (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'genkan-qr-'))
    t.after(() => rmSync(folder, { recursive: true }))
    const uri = otpauthUri({
      issuer: '桜島海上健康保険組合加入者ページ',
      account: 'taro+otp@example.jp',
      secret: newTotpSecret(),
    })
    const file = join(folder, 'qr.png')
    writeFileSync(file, qrPng(uri))
    assert.equal(
      execFileSync('zbarimg', ['--quiet', '--raw', '--oneshot', file], { encoding: 'utf8', stdio: 'pipe' }).trim(),
      uri,
    )
  })
})
