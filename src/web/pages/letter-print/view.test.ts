import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { qrSvg } from '../../../factor/totp/qr.ts'
import { letterCss } from './letter-css.ts'
import { type LetterPrintModel, letterPrintView } from './view.ts'

const model: LetterPrintModel = {
  society: {
    societyName: 'さくら健康保険組合',
    title: 'さくら健康保険組合加入者ページ',
    productName: 'ゲンカン',
    contact: { name: 'ポータル担当', phone: '03-0000-3900', hours: '平日 9:30〜16:30', mail: 'portal@sakura.example' },
    sender: { name: 'さくら健康保険組合', address: 'no-reply@sakura.example' },
    letterMail: 'code',
    origin: 'https://www.sakura.example',
  },
  letters: [
    {
      name: '青木 さくら',
      temporaryId: '1234567',
      code: '98765432109876',
      recoveryNumber: '11112222333344445555',
      issuedAt: Date.parse('2026-11-21T14:05:00+09:00'),
      expiresAt: Date.parse('2026-12-21T14:05:00+09:00'),
      withRecovery: true,
    },
  ],
  css: { href: '/letter-print.css' },
}
const [letter] = model.letters as [LetterPrintModel['letters'][number]]

const print = async (changes: Partial<LetterPrintModel> = {}) => String(await letterPrintView({ ...model, ...changes }))

/** What can be read on the paper, without markup. */
const words = (page: string) =>
  page
    .replace(/<head>.*?<\/head>|<svg.*?<\/svg>|<[^>]+>/gs, ' ')
    .replaceAll('\u00a0', ' ')
    .replace(/\s+/g, ' ')

describe('the printed letter', () => {
  it('ISS-06 MSG-02 carries the title that members are told to look for', async () => {
    assert.match(await print(), /<h1 class="title">健保組合からのWebサービスのご案内<\/h1>/)
  })

  it('ISS-01 LET-01 says from whom it is, what it is, where to go, with which numbers, until when, and whom to ask', async () => {
    const paper = words(await print())
    for (const line of [
      '青木 さくら 様',
      '発行日 2026年（令和8年）11月21日',
      'さくら健康保険組合',
      '「さくら健康保険組合加入者ページ」を、スマートフォンやパソコンからご利用いただけます。',
      'www.sakura.example/letter',
      'ユーザID（仮ID） 123 4567',
      '確認番号 9876 5432 1098 76',
      '有効期限 2026年（令和8年）12月20日まで',
      'お問い合わせ ポータル担当',
      '電話 03-0000-3900',
      '受付時間 平日 9:30〜16:30',
      'メール portal@sakura.example',
    ])
      assert.ok(paper.includes(line), `${line} is missing in ${paper}`)
  })

  it('LET-01 MSG-14 tells how to know a false mail: the true sender, and what is never asked', async () => {
    const paper = words(await print())
    assert.ok(paper.includes('当組合からのメールは no-reply@sakura.example からお送りします。'))
    assert.ok(paper.includes('パスワードや確認番号などを、電話やメールでお聞きすることはありません。'))
    assert.ok(paper.includes('番号などは、アドレスが www.sakura.example の画面にだけ入力してください。'))
  })

  it('LET-01 puts ID and code into the fragment of the QR code, and into no address that a server would see', async () => {
    const page = await print()
    assert.ok(page.includes(qrSvg('https://www.sakura.example/letter#id=1234567&code=98765432109876')))
    assert.doesNotMatch(page.replace(/<svg.*?<\/svg>/gs, ''), /1234567|98765432109876|11112222333344445555|[?&]code=/)
  })

  it('keeps secrets out of the title, the index and the referrer', async () => {
    const page = await print()
    const title = /<title>(.*?)<\/title>/.exec(page)?.[1]
    assert.equal(title, '健保組合からのWebサービスのご案内 | さくら健康保険組合')
    assert.match(page, /<meta name="robots" content="noindex">\s*<meta name="referrer" content="no-referrer">/)
  })

  it('prints the recovery number below the line, and says that it is dead until activation and needs the mail', async () => {
    const [upper, lower] = words(await print()).split('切り取り線')
    assert.ok(upper && lower)
    assert.ok(lower.includes('回復用の番号 1111 2222 3333 4444 5555'))
    assert.ok(lower.includes('ご登録のメールと組み合わせて、はじめて使えます。'))
    assert.ok(lower.includes('初回ログインの手続きが終わるまでは使えません。'))
    assert.ok(lower.includes('さくら健康保険組合') && lower.includes('03-0000-3900'))
    assert.doesNotMatch(upper, /1111/)
    assert.doesNotMatch(lower, /123 4567|9876/)
  })

  it('prints neither number nor line where the society has no recovery paper', async () => {
    const paper = words(await print({ letters: [{ ...letter, withRecovery: false }] }))
    assert.doesNotMatch(paper, /1111|切り取り|回復/)
  })

  it('LET-02 prints the last day on which the letter opens until midnight, by the calendar of Japan', async () => {
    const until = async (expiresAt: string) =>
      /有効期限 (.*?)まで/.exec(words(await print({ letters: [{ ...letter, expiresAt: Date.parse(expiresAt) }] })))?.[1]
    assert.equal(await until('2026-12-21T00:00:00+09:00'), '2026年（令和8年）12月20日')
    assert.equal(await until('2026-12-21T23:59:59+09:00'), '2026年（令和8年）12月20日')
    assert.equal(await until('2026-12-31T15:30:00Z'), '2026年（令和8年）12月31日')
  })

  it('keeps rare characters and never takes a name for markup', async () => {
    const page = await print({ letters: [{ ...letter, name: '髙﨑 𠮷㈱①<b>&' }] })
    assert.ok(page.includes('髙﨑 𠮷㈱①&lt;b&gt;&amp;\u00a0様'))
  })

  it('prints several letters, each on a page of its own', async () => {
    const page = await print({ letters: ['一', '二', '三'].map((name) => ({ ...letter, name })) })
    assert.deepEqual(page.match(/<p class="window"><span>.(?=\u00a0様)/g)?.length, 3)
    assert.equal(page.match(/<article class="letter"/g)?.length, 3)
  })

  it('links to its stylesheet where it is served, and carries it where it is a file', async () => {
    const served = await print()
    assert.match(served, /<link rel="stylesheet" href="\/letter-print.css">/)
    assert.doesNotMatch(served, /<style|<script| style=| on\w+=/)
    const file = await print({ css: { inline: await letterCss() } })
    assert.doesNotMatch(file, /<link|<script|src=/)
    assert.ok(file.includes(`<style>${await letterCss()}</style>`))
    assert.doesNotMatch(await print({ css: { inline: '</style><script>' } }), /<script/)
  })

  it('has every sentence in English', async () => {
    const page = await print({ locale: 'en' })
    assert.match(page, /<html lang="en">/)
    const ours = words(page).replaceAll(/さくら健康保険組合(加入者ページ)?|ポータル担当|平日|〜|青木 さくら/g, '')
    assert.doesNotMatch(ours, /[\u3040-\u30ff\u4e00-\u9fff]/)
    assert.match(ours, /Valid until 20 December 2026/)
  })
})
