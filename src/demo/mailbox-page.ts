import { html } from '../web/views/markup.ts'
import type { KeptMail, Mailbox } from './mailbox.ts'

/** `/mailbox` for people, `/mailbox.json` for tests; undefined for any other path. */
export function mailboxPages(mailbox: Mailbox, stylesheet: () => string): (url: URL) => Promise<Response | undefined> {
  return async (url) => {
    const to = url.searchParams.get('to') ?? undefined
    const headers = { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' }
    if (url.pathname === '/mailbox.json') return Response.json(mailbox.list(to), { headers })
    if (url.pathname !== '/mailbox') return undefined
    const page = String(await mailboxPage(mailbox.list(to), to, stylesheet()))
    const policy = "default-src 'none'; style-src 'self'; frame-ancestors 'none'"
    return new Response(page, {
      headers: { ...headers, 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': policy },
    })
  }
}

function mailboxPage(mails: readonly KeptMail[], to: string | undefined, css: string) {
  return html`<!doctype html>
<html lang="ja">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>メール箱 / mailbox</title>
<link rel="stylesheet" href="${css}"></head>
<body><main class="main main-narrow" id="main"><div class="sheet">
<div class="heading"><p class="eyebrow">デモ / demo</p><h1 class="title">メール箱</h1></div>
<p class="lead">${to ? `${to} あてのメール` : 'すべてのメール'}（${mails.length}）　<a href="">更新 / reload</a>　<a href="/demo">見本の一覧 / people</a></p>
${mails.length === 0 ? html`<p>まだ届いていません。/ Nothing has arrived yet.</p>` : mails.map(mailArticle)}
</div></main></body></html>`
}

function mailArticle(mail: KeptMail) {
  return html`<article class="aside">
<h2 class="aside-title">${mail.subject}</h2>
<p class="small">${mail.to}　<time datetime="${mail.at}">${new Date(mail.at).toLocaleString('ja-JP', { timeZone: 'Asia/Tokyo' })}</time></p>
${mail.text.split('\n').map((line) => html`<p>${linked(line)}</p>`)}
</article>`
}

/** Links of the text open; everything else stays text. */
function linked(line: string) {
  return line
    .split(/(https?:\/\/\S+)/)
    .map((piece) => (/^https?:\/\//.test(piece) ? html`<a href="${piece}">${piece}</a>` : piece))
}
