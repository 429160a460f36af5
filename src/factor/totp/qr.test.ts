import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { inflateSync } from 'node:zlib'
import decodeQR from 'qr/decode.js'
import { otpauthUri } from './otpauth-uri.ts'
import { qrPng, qrSvg } from './qr.ts'
import { newTotpSecret } from './secret.ts'

const URI = otpauthUri({ issuer: '健保加入者ページ', account: 'sakura_hanako', secret: newTotpSecret() })

/** Draws our own kind of path (rectangles one unit high) with `scale` pixels per unit. */
function draw(svg: string, scale: number) {
  const size = Number(/viewBox="0 0 (\d+) \d+"/.exec(svg)?.[1]) * scale
  const data = new Uint8Array(size * size * 4).fill(255)
  for (const [, x, y, width] of svg.matchAll(/M(\d+) (\d+)h(\d+)v1/g))
    for (let row = Number(y) * scale; row < (Number(y) + 1) * scale; row += 1)
      for (let column = Number(x) * scale; column < (Number(x) + Number(width)) * scale; column += 1)
        data.fill(0, (row * size + column) * 4, (row * size + column) * 4 + 3)
  return { width: size, height: size, data }
}

describe('QR code', () => {
  it('OTP-05 OTD-02 draws an SVG that a reader reads', () => {
    assert.equal(decodeQR(draw(qrSvg(URI), 4)), URI)
  })

  it('OTD-05 leaves four light modules around the code, on a white ground of its own', () => {
    const svg = qrSvg(URI)
    const size = Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1])
    const runs = [...svg.matchAll(/M(\d+) (\d+)h(\d+)v1/g)].map(
      ([, x, y, width]) => [Number(x), Number(y), Number(width)] as const,
    )
    assert.equal(Math.min(...runs.map(([x]) => x)), 4)
    assert.equal(Math.min(...runs.map(([, y]) => y)), 4)
    assert.equal(Math.max(...runs.map(([x, , width]) => x + width)), size - 4)
    assert.ok(svg.includes(`<path fill="#fff" d="M0 0h${size}v${size}H0z"/>`))
  })

  it('holds no script, style, link or text', () => {
    assert.doesNotMatch(qrSvg(URI), /<script|<style|style=|href|\son\w+=|<text|otpauth/i)
  })

  it('OTD-08 makes a well-formed PNG of the same code', () => {
    const png = Buffer.from(qrPng(URI))
    assert.equal(png.subarray(0, 8).toString('latin1'), '\x89PNG\r\n\x1a\n')
    const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)]
    const size = Number(/viewBox="0 0 (\d+)/.exec(qrSvg(URI))?.[1]) * 8
    assert.deepEqual([width, height, png[24], png[25]], [size, size, 8, 0])
    const at = png.indexOf('IDAT')
    const lines = inflateSync(png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4)))
    const stride = 1 + width
    assert.equal(lines.length, stride * height)
    const { data } = draw(qrSvg(URI), 8)
    for (let pixel = 0; pixel < width * height; pixel += 1) {
      const [x, y] = [pixel % width, Math.floor(pixel / width)]
      if (lines[y * stride + 1 + x] !== data[pixel * 4]) assert.fail(`pixel ${x},${y}`)
    }
  })
})
