import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { lettersOf, pagesOf, qrOfPage } from '../../../../test/support/letter-pdf.ts'
import { type Fonts, openDocument, type Run, readFonts } from './document.ts'
import type { Layout, PaperLetter, PaperSociety } from './letter-paper.ts'
import { missingSigns, openGlyphs } from './missing-signs.ts'

const society: PaperSociety = {
  societyName: 'さくら健康保険組合',
  title: 'さくら健康保険組合加入者ページ',
  contact: { name: 'ポータル担当', phone: '03-0000-3900', hours: '平日 9:30〜16:30', mail: 'portal@sakura.example' },
  sender: { address: 'no-reply@sakura.example' },
  colours: { accent: '#b0245f', onAccent: '#ffffff' },
  letterMail: 'code',
  door: 'https://sakura.example/letter',
}
const sixty = '日本全国情報通信機器製造販売業'.repeat(4)
/** The longest that a policy allows. */
const long: PaperSociety = {
  ...society,
  societyName: sixty,
  title: sixty,
  letterTitle: sixty.slice(0, 40),
  contact: {
    name: sixty,
    phone: '+81-3-0000-0000-0000',
    hours: sixty,
    mail: 'portal-support-desk-of-the-society@very-long-name-of-a-society.example',
  },
  sender: { address: 'no-reply-to-this-address@very-long-name-of-a-society.portal.example' },
  door: 'https://nihon-zenkoku-jouhou-tsuushin-kiki-seizou-hanbai.portal.example/letter',
}
const at = Date.parse('2026-11-21T05:05:00Z')
const letter: PaperLetter = {
  name: '髙﨑 𠮷之助㈱①',
  postalCode: '100-0001',
  address: '東京都千代田区千代田１丁目２番３号\nゲンカンビル①〜Ⅲ ｱﾊﾟｰﾄ405',
  number: '1204-7',
  temporaryId: '1234567',
  code: '98765432109876',
  recoveryNumber: '11112222333344445555',
  issuedAt: at,
  expiresAt: at + 30 * 86_400_000,
}
const LAYOUTS: readonly [Layout, faces: number, qrFace: number][] = [
  ['a4', 1, 1],
  ['postcard', 4, 3],
]

describe('letters as PDF', () => {
  const folder = mkdtempSync(join(tmpdir(), 'genkan-paper-'))
  let fonts: Fonts | undefined
  let count = 0
  after(() => rmSync(folder, { recursive: true }))

  async function print(letters: readonly PaperLetter[], run: Partial<Run> = {}): Promise<string> {
    fonts ??= await readFonts()
    count += 1
    const path = join(folder, `${count}.pdf`)
    const whole: Run = { society, layout: 'a4', locale: 'ja', withRecovery: true, ...run }
    const document = await openDocument(path, whole, fonts)
    for (const one of letters) document.add(one)
    await document.end()
    return path
  }
  /** Without the spaces and line ends that are only layout. */
  const words = (text: string) => text.replace(/\s/g, '')

  for (const [layout, faces, qrFace] of LAYOUTS) {
    it(`LET-01 ISS-01 ISS-06 MSG-02 says everything that a letter must say, ${layout}`, async () => {
      const pdf = await print([letter], { layout })
      const paper = words(pagesOf(pdf).join('\n'))
      for (const line of [
        '健保組合からのWebサービスのご案内',
        '〒100-0001',
        '東京都千代田区千代田１丁目２番３号',
        'ゲンカンビル①〜Ⅲ ｱﾊﾟｰﾄ405',
        '髙﨑 𠮷之助㈱① 様',
        '整理番号 1204-7',
        '発行日 2026年（令和8年）11月21日',
        'さくら健康保険組合',
        '「さくら健康保険組合加入者ページ」を、スマートフォンやパソコンからご利用いただけます。',
        'sakura.example/letter',
        '123 4567',
        '9876 5432 1098 76',
        '2026年（令和8年）12月20日まで',
        'QRコードを読み取るか、アドレスを入力して画面を開き、生年月日を入力します。',
        '利用規約を確認し、メールアドレスに届く6桁の番号を入力します。',
        'ログインの方法を選んで登録します。',
        'お問い合わせ ポータル担当',
        '電話 03-0000-3900',
        '受付時間 平日 9:30〜16:30',
        'メール portal@sakura.example',
        '番号などは、アドレスが sakura.example の画面にだけ入力してください。',
        '当組合からのメールは no-reply@sakura.example からお送りします。',
        'パスワードや確認番号などを、電話やメールでお聞きすることはありません。',
        '回復用の番号',
        '1111 2222 3333 4444 5555',
        'ご登録のメールと組み合わせて、はじめて使えます。',
        '初回ログインの手続きが終わるまでは使えません。',
      ])
        assert.ok(paper.includes(words(line)), `${line} is missing in ${paper}`)
    })

    it(`LET-01 has a QR code on every letter, with ID and code in the fragment alone, ${layout}`, async () => {
      const other = { ...letter, temporaryId: '7654321', code: '11111111111111' }
      const pdf = await print([letter, other], { layout })
      assert.equal(qrOfPage(pdf, qrFace), 'https://sakura.example/letter#id=1234567&code=98765432109876')
      assert.equal(qrOfPage(pdf, faces + qrFace), 'https://sakura.example/letter#id=7654321&code=11111111111111')
    })

    it(`holds the longest names, addresses and policies, nothing cut and nothing outside, ${layout}`, async () => {
      const longest = {
        ...letter,
        name: '寿限無 五劫の擦り切れ海砂利水魚水行末雲来末風来末食う寝る処に住む処藪柑子'.repeat(7).slice(0, 255),
        address: `${'東京都千代田区大字千代田字千代田'.repeat(8).slice(0, 120)}\n${'髙﨑𠮷㈱'.repeat(30).slice(0, 119)}`,
      }
      const pdf = await print([longest], { layout, society: long })
      assert.equal(pagesOf(pdf).length, faces)
      const paper = words(execFileSync('pdftotext', ['-raw', pdf, '-'], { encoding: 'utf8' })).normalize('NFC')
      for (const text of [
        longest.name,
        ...longest.address.split('\n'),
        sixty,
        long.sender.address,
        long.contact.mail ?? '',
      ])
        assert.ok(paper.includes(words(text).normalize('NFC')), `${text} is missing in ${paper}`)
      assert.deepEqual(outside(pdf), [])
      assert.equal(qrOfPage(pdf, qrFace), `${long.door}#id=1234567&code=98765432109876`)
    })

    it(`has neither number nor line where the society has no recovery paper, ${layout}`, async () => {
      const pdf = await print([{ ...letter, recoveryNumber: null }], { layout, withRecovery: false })
      assert.doesNotMatch(pagesOf(pdf).join(), /1111|切り取|回復/)
    })

    it(`has every sentence in English, ${layout}`, async () => {
      const english = { ...letter, name: 'Aoki', address: null, postalCode: null }
      const plain: PaperSociety = {
        ...society,
        societyName: 'Sakura',
        title: 'Sakura portal',
        contact: { name: 'Portal desk', phone: '03-0000-3900', hours: '9:30 to 16:30' },
      }
      const paper = pagesOf(await print([english], { layout, locale: 'en', society: plain })).join('\n')
      assert.doesNotMatch(paper.replaceAll('・', ''), /[\u3040-\u30ff\u4e00-\u9fff]/)
      assert.match(paper, /until 20 December 2026/)
    })
  }

  it('CON-03 names the code of the mail only where it belongs to the sitting', async () => {
    for (const [layout] of LAYOUTS) {
      const paper = async (letterMail: PaperSociety['letterMail']) =>
        words(pagesOf(await print([letter], { layout, society: { ...society, letterMail } })).join(''))
      const later = await paper('afterwards')
      assert.ok(later.includes('利用規約を確認し、メールアドレスを登録します。'))
      assert.ok(!later.includes('6桁の番号'))
      const none = await paper('optional')
      assert.ok(none.includes('お持ちの方はメールアドレスを登録します。'))
      assert.ok(!none.includes('をご用意ください'))
    }
  })

  it('MSG-03 has the title that the society gave it', async () => {
    for (const [layout] of LAYOUTS) {
      const titled = { ...society, letterTitle: 'ユーザID・パスワード通知' }
      const [paper = ''] = pagesOf(await print([letter], { layout, society: titled }))
      assert.match(paper, /ユーザID・パスワード通知/)
      assert.doesNotMatch(paper, /Webサービスのご案内/)
    }
  })

  it('the postcard keeps the numbers inside: neither the face with the address nor the back shows one', async () => {
    const [front = '', , , back = ''] = pagesOf(await print([letter], { layout: 'postcard' }))
    for (const face of [front, back]) assert.doesNotMatch(face, /123 4567|9876 5432|1111 2222/)
    for (const pages of [front, back]) assert.match(pages, /さくら健康保険組合/)
    const sizes = execFileSync('pdfinfo', ['-l', '-1', await print([letter], { layout: 'postcard' })], {
      encoding: 'utf8',
    })
    assert.equal(sizes.match(/size:\s+283\.\d+ x 419\.\d+ pts/g)?.length, 4, '100 × 148 mm')
  })

  it('keeps letters apart: many in one file, each with its own numbers', async () => {
    const many = Array.from({ length: 30 }, (_, n) => ({
      ...letter,
      name: `青木 ${n}`,
      number: `${n + 1}-0`,
      temporaryId: String(1_000_000 + n),
      code: String(10_000_000_000_000 + n),
      recoveryNumber: String(10n ** 19n + BigInt(n)),
    }))
    const read = lettersOf(await print(many))
    const numbers = ({ temporaryId, code, recoveryNumber }: (typeof read)[number]) => [
      temporaryId,
      code,
      recoveryNumber,
    ]
    assert.deepEqual(
      read.map(numbers),
      many.map(({ temporaryId, code, recoveryNumber }) => [temporaryId, code, recoveryNumber]),
    )
    for (const [n, { text }] of read.entries()) assert.ok(text.includes(`青木 ${n}`))
  })

  it('can be read by its owner only, is never written over, and says nothing secret in its properties', async () => {
    const pdf = await print([letter])
    assert.equal(statSync(pdf).mode & 0o777, 0o600)
    const run: Run = { society, layout: 'a4', locale: 'ja', withRecovery: true }
    await assert.rejects(openDocument(pdf, run, fonts ?? assert.fail()), { code: 'EEXIST' })
    const properties = execFileSync('pdfinfo', [pdf], { encoding: 'utf8' })
    assert.match(properties, /Title:\s+健保組合からのWebサービスのご案内/)
    for (const secret of ['1234567', '98765432109876', '11112222333344445555', '青木']) {
      assert.doesNotMatch(properties, new RegExp(secret))
      assert.ok(!readFileSync(pdf).includes(secret))
    }
  })

  it('DATA-07 names what the font cannot draw, and only that', async () => {
    fonts ??= await readFonts()
    const glyphs = openGlyphs(fonts)
    assert.deepEqual(missingSigns(glyphs, '髙﨑𠮷㈱①～〜ｱﾊﾟｰﾄ鷗é々〆ヶ\n辻\u{E0100}'), [])
    assert.deepEqual(missingSigns(glyphs, '龘a龘😀'), ['龘', '😀'])
  })
})

/** Words whose box leaves the page or comes nearer than 3 mm to its edge, where printers cannot reach. */
function outside(pdf: string): string[] {
  const NEAR = (3 * 72) / 25.4
  const boxes = execFileSync('pdftotext', ['-bbox', pdf, '-'], { encoding: 'utf8' })
  return boxes
    .split('<page ')
    .slice(1)
    .flatMap((page) => {
      const [, width = '', height = ''] = /width="([\d.]+)" height="([\d.]+)"/.exec(page) ?? []
      return [
        ...page.matchAll(/<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)<\/word>/g),
      ]
        .filter(([, left, top, right, bottom]) => {
          const fits = Number(left) >= NEAR && Number(top) >= NEAR
          return !fits || Number(right) > Number(width) - NEAR || Number(bottom) > Number(height) - NEAR
        })
        .map(([, , , , , word]) => word ?? '')
    })
}
