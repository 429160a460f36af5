import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { screens } from '../../../scripts/preview-screens.ts'

const shown = Object.fromEntries(Object.entries(screens('ja')).map(([name, page]) => [name, String(page)]))
const page = (name: string): string => shown[name] ?? assert.fail(`no screen ${name}`)
const says = (name: string, ...sentences: string[]) => {
  for (const sentence of sentences) assert.ok(page(name).includes(sentence), `${name}: ${sentence}`)
}

describe('the code at sign-in', () => {
  it('OTP-39 has title, field and the button トップページへ', () => {
    says(
      'otp',
      '<h1 class="title">ワンタイムパスワードの入力</h1>',
      'for="otp">ワンタイムパスワード</label>',
      'type="submit">トップページへ</button>',
    )
    assert.doesNotMatch(page('otp'), /name="device"/)
  })

  it('LMP-11 LMP-13 LMP-14 LMP-15 several devices: radio buttons by name above the code, the first chosen', () => {
    assert.match(
      page('otp-devices'),
      /<legend[\s\S]*name="device" value="a" checked>[\s\S]*iPhone（自分用）[\s\S]*name="device" value="b">[\s\S]*会社のスマートフォン[\s\S]*name="otp"/,
    )
    says('otp-devices', 'いずれかのスマートデバイスを選択後')
  })

  it('OTP-42 OTP-43 OTP-44 FAQ-08 FAQ-09 a wrong code: the exact message and what to check; the device stays chosen', () => {
    says(
      'otp-wrong',
      'ワンタイムパスワードが正しくありません',
      '入力が誤っていないか',
      '最新のワンタイムパスワードを再度入力します。',
      '古いワンタイムパスワードは使用できません。',
      'ワンタイムパスワードが発行されてから30秒以上経過すると、発行されたワンタイムパスワードは無効になります。',
      '認証アプリを再起動します。',
      '時刻の自動補正機能を有効化する。',
      '複数台でワンタイムパスワード認証を設定されている方は',
      'value="b" checked',
    )
  })

  it('GAP-10 has an exit for a lost phone', () => {
    says('otp', 'スマートフォンをなくした方・機種変更した方', 'ご加入の健保組合までお問い合わせください。')
  })
})

describe('the portal', () => {
  it('PLT-20 PLT-21 shows the services of the society as icons that lead to them', () => {
    says('portal', 'サービスメニュー', '<a class="tile" href="https://dock.example.net/">', '人間ドック予約')
    assert.equal(page('portal').split('class="tile-icon"').length - 1, 6)
  })

  it('PLT-21 PLT-23 in English says what the society has written in English, and marks what it has not', () => {
    const english = String(screens('en').portal)
    assert.match(
      english,
      /<span class="tile-name">Check-ups<\/span>\s*<span class="tile-text">Book at a partner clinic<\/span>/,
    )
    const only = '<span class="only-ja">(Japanese only)</span>'
    assert.ok(
      english.includes(`<span class="tile-text"><span lang="ja">毎月の医療費をまとめて確認</span> ${only}</span>`),
    )
    assert.ok(
      english.includes(
        `<span class="notice-title"><span lang="ja">【秋の健診】予約の受付をはじめました</span> ${only}</span>`,
      ),
    )
    assert.match(english, /<div class="notice-body" lang="ja">/)
    assert.doesNotMatch(page('portal'), /only-ja|lang="ja">【/)
  })

  it('PLT-23 PLT-24 FST-19 shows product, Service, society, notices and the name', () => {
    says('portal', 'ゲンカン', '>Service</p>', 'さくら健康保険組合加入者ページ', 'お知らせ', '佐倉 花子 さん')
    says('portal-locked', 'お知らせはありません。')
  })

  it('FST-16 says that the set-up is complete', () => {
    says('portal', '設定が完了しました。')
  })

  it('CON-08 locked: no service is a link, and the one thing left is named and one press away', () => {
    assert.doesNotMatch(page('portal-locked'), /<a class="tile"/)
    says(
      'portal-locked',
      'あと1つ：認証方法',
      '認証アプリの設定が済むと、サービスをご利用いただけます。',
      'href="/enrol/totp"',
    )
  })
})

describe('logging out', () => {
  it('OUT-02 OUT-03 OUT-05 asks, and can be dismissed', () => {
    says(
      'sign-out',
      'ログアウトしてもよろしいですか？',
      'type="submit">ログアウトする</button>',
      'href="/portal">キャンセル</a>',
    )
  })

  it('FST-13 says what is left to set up', () => {
    says('sign-out-early', 'あと1つ：認証方法')
    assert.doesNotMatch(page('sign-out'), /あと1つ/)
  })
})

describe('refusals', () => {
  it('every refusal says why and has an exit', () => {
    says('refused-letterUsed', '11月21日 14:30', 'href="/sign-in"', 'href="#contact"')
    says('refused-letterUsed', '<h2 class="aside-title" id="not-me">心当たりがない</h2>', 'href="tel:0300003900"')
    says('refused-qualificationEnded', '資格が確認できない', 'href="#contact"')
  })

  it('a request that cannot be served is explained, with a way on', () => {
    says('message-outOfOrder', 'href="/mail">続きへ進む</a>')
    says('message-tooMany', '11月21日 14:30以降に', 'お問い合わせ番号：k7q2-9fd4')
    assert.doesNotMatch(page('message-unknownHost'), /class="button/)
  })
})
