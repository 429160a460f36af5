/** A mail as it goes to the transport: text and HTML say the same (MAIL-02, EML-17). */
export type Message = {
  readonly from: { readonly name: string; readonly address: string }
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** One piece of a mail, written once and rendered twice. */
export type Part =
  | { readonly kind: 'text'; readonly text: string }
  /** A code on a line of its own (MSG-07). */
  | { readonly kind: 'code'; readonly code: string }
  | { readonly kind: 'facts'; readonly facts: readonly (readonly [string, string])[] }
  | { readonly kind: 'link'; readonly label: string; readonly href: string }
  | { readonly kind: 'small'; readonly text: string }

export const text = (line: string): Part => ({ kind: 'text', text: line })
export const small = (line: string): Part => ({ kind: 'small', text: line })

export function renderText(parts: readonly Part[]): string {
  return `${parts.map(plain).join('\n\n')}\n`
}

export function renderHtml(title: string, parts: readonly Part[]): string {
  const style = 'margin:0 0 16px;font-size:16px;line-height:1.7;color:#1a1a1a'
  const body = parts.map((part) => marked(part, style)).join('\n')
  return [
    '<!doctype html><html lang="ja"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escaped(title)}</title></head><body style="margin:0;background:#ffffff">`,
    `<div style="max-width:560px;margin:0 auto;padding:24px;font-family:sans-serif">${body}</div></body></html>`,
  ].join('\n')
}

function plain(part: Part): string {
  switch (part.kind) {
    case 'text':
    case 'small':
      return part.text
    case 'code':
      return part.code
    case 'facts':
      return part.facts.map(([name, value]) => `${name}：${value}`).join('\n')
    case 'link':
      return `${part.label}\n${part.href}`
  }
}

function marked(part: Part, style: string): string {
  switch (part.kind) {
    case 'text':
      return `<p style="${style}">${lines(part.text)}</p>`
    case 'small':
      return `<p style="${style};font-size:14px;color:#4d4d4d">${lines(part.text)}</p>`
    case 'code':
      return `<p style="margin:0 0 16px;font-size:32px;letter-spacing:4px;font-weight:bold">${escaped(part.code)}</p>`
    case 'facts':
      return `<p style="${style}">${part.facts.map(([name, value]) => `${escaped(name)}：${escaped(value)}`).join('<br>')}</p>`
    case 'link':
      return `<p style="${style}"><a href="${escaped(part.href)}">${escaped(part.label)}</a><br><span style="font-size:13px;word-break:break-all">${escaped(part.href)}</span></p>`
  }
}

const lines = (words: string): string => escaped(words).replaceAll('\n', '<br>')

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escaped(words: string): string {
  return words.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign)
}
