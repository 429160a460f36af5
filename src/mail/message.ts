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
  /** A paragraph; line breaks are kept. */
  | { readonly kind: 'text' | 'small'; readonly text: string }
  /** A code on a line of its own (MSG-07). */
  | { readonly kind: 'code'; readonly code: string }
  /** A button, and its address in full below it. */
  | { readonly kind: 'link'; readonly label: string; readonly href: string }

export const text = (words: string): Part => ({ kind: 'text', text: words })
export const small = (words: string): Part => ({ kind: 'small', text: words })

/** How the HTML looks and which language it is in. */
export type Look = { readonly lang: string; readonly accent: string; readonly onAccent: string }

export function renderText(parts: readonly Part[]): string {
  return `${parts.map(plain).join('\n\n')}\n`
}

/** Loads nothing from anywhere, so that it reads the same where pictures are switched off (MSG-10). */
export function renderHtml(title: string, parts: readonly Part[], look: Look): string {
  return [
    `<!doctype html><html lang="${look.lang}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light">',
    `<title>${escaped(title)}</title></head><body style="margin:0;background:#ffffff">`,
    '<div style="max-width:560px;margin:0 auto;padding:24px;font-family:sans-serif">',
    ...parts.map((part) => marked(part, look)),
    '</div></body></html>',
  ].join('\n')
}

function plain(part: Part): string {
  switch (part.kind) {
    case 'text':
    case 'small':
      return part.text
    case 'code':
      return part.code
    case 'link':
      return `${part.label}\n${part.href}`
  }
}

const PARAGRAPH = 'margin:0 0 16px;line-height:1.7'
const BUTTON = 'display:inline-block;padding:12px 24px;border-radius:8px;font-weight:bold;text-decoration:none'

function marked(part: Part, { accent, onAccent }: Look): string {
  switch (part.kind) {
    case 'text':
      return `<p style="${PARAGRAPH};font-size:16px;color:#1a1a1a">${lines(part.text)}</p>`
    case 'small':
      return `<p style="${PARAGRAPH};font-size:14px;color:#4d4d4d">${lines(part.text)}</p>`
    case 'code':
      return `<p style="margin:0 0 16px;font-size:32px;letter-spacing:4px;font-weight:bold;color:#1a1a1a">${escaped(part.code)}</p>`
    case 'link':
      return [
        `<p style="${PARAGRAPH};font-size:16px">`,
        `<a href="${escaped(part.href)}" style="${BUTTON};background:${accent};color:${onAccent}">${escaped(part.label)}</a><br>`,
        `<span style="font-size:13px;color:#4d4d4d;word-break:break-all">${escaped(part.href)}</span></p>`,
      ].join('')
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
