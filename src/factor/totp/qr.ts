import { encode } from 'fast-png'
import encodeQR from 'qr'

/** Light modules around the code that readers need (ISO/IEC 18004; OTD-05). */
const QUIET_ZONE = 4
const PIXELS_PER_MODULE = 8

/**
 * The text as a QR code for the page: SVG with its own white ground and quiet zone (readable on dark pages), without script
 * or style (strict CSP). The caller puts it into an element with role `img`, a label, and a size.
 */
export function qrSvg(text: string): string {
  const { size, runs } = qrRuns(text)
  const path = runs.map(([x, y, width]) => `M${x} ${y}h${width}v1h-${width}z`)
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges">` +
    `<path fill="#fff" d="M0 0h${size}v${size}H0z"/><path fill="#000" d="${path.join('')}"/></svg>`
  )
}

/** The same for paper: the dark modules as runs of a row, on a square of `size` modules with its quiet zone. */
export function qrRuns(text: string): { size: number; runs: [x: number, y: number, width: number][] } {
  const modules = encodeModules(text, 1)
  const runs = modules.flatMap((row, y) => darkRuns(row).map(([x, width]): [number, number, number] => [x, y, width]))
  return { size: modules.length, runs }
}

/** The same as a PNG file, to save or to scan with a browser extension (OTD-05, OTD-08). */
export function qrPng(text: string): Uint8Array<ArrayBuffer> {
  const rows = encodeModules(text, PIXELS_PER_MODULE)
  const data = Uint8Array.from(rows.flat(), (dark) => (dark ? 0 : 255))
  return new Uint8Array(encode({ width: rows.length, height: rows.length, data, depth: 8, channels: 1 }))
}

function encodeModules(text: string, scale: number): boolean[][] {
  return encodeQR(text, 'raw', { ecc: 'medium', border: QUIET_ZONE, scale })
}

/** The runs of dark modules in a row, as start and length. */
function darkRuns(row: readonly boolean[]): [x: number, width: number][] {
  const runs: [number, number][] = []
  row.forEach((dark, x) => {
    const last = runs.at(-1)
    if (dark && last && last[0] + last[1] === x) last[1] += 1
    else if (dark) runs.push([x, 1])
  })
  return runs
}
