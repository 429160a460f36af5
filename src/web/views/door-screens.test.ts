import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { screens } from '../../../scripts/preview-screens.ts'

const shown = Object.fromEntries(Object.entries(screens('ja')).map(([name, page]) => [name, String(page)]))
const page = (name: string): string => shown[name] ?? assert.fail(`no screen ${name}`)
const says = (name: string, ...sentences: string[]) => {
  for (const sentence of sentences) assert.ok(page(name).includes(sentence), `${name}: ${sentence}`)
}

describe('the public top page', () => {
  it('PLT-18 PLT-23 has ログイン top right, the society and an empty notice area with its words', () => {
    says(
      'top',
      '<a class="corner-button" href="/sign-in">ログイン</a>',
      'さくら健康保険組合加入者ページ',
      'お知らせはありません。',
    )
  })

  it('PLT-10 speaks to the insured and to their dependants', () => {
    says('top', '被保険者・被扶養者のみなさまへ')
  })

  it('PLT-19 OUT-04 after the log-out says so and shows ログイン again', () => {
    says('top-notices', 'ログアウトしました。', '<a class="corner-button" href="/sign-in">ログイン</a>')
  })

  it('shows the notices with their day, and no empty text then', () => {
    says('top-notices', '【秋の健診】予約の受付をはじめました', '2026年10月1日')
    assert.doesNotMatch(page('top-notices'), /お知らせはありません/)
  })

  it('PLT-36 ISS-04 leads who has a letter to the first sign-in and says how long it takes', () => {
    says('top', 'はじめての方（通知書をお持ちの方）', 'href="/letter"', '設定完了には10分程度かかります。')
  })
})

describe('the sign-in page', () => {
  it('LGN-01 is titled ログイン under the title of the society', () => {
    assert.match(
      page('sign-in'),
      /<p class="eyebrow">さくら健康保険組合加入者ページ<\/p><h1 class="title">ログイン<\/h1>/,
    )
  })

  it('LGN-02 LGN-03 LGN-05 LGN-08 has ユーザID, パスワード, ログイン状態の保存 (not ticked) and the button ログイン', () => {
    assert.match(page('sign-in'), /for="userId">ユーザID<\/label>/)
    assert.match(page('sign-in'), /for="password">パスワード<\/label>/)
    assert.match(
      page('sign-in'),
      /name="rememberMe" value="on" aria-describedby="rememberMe-hint"><span>ログイン状態の保存</,
    )
    assert.match(page('sign-in'), /<button class="button button-primary" type="submit">ログイン<\/button>/)
  })

  it('LGN-04 has the eye beside the password', () => {
    says('sign-in', 'data-eye="password"')
  })

  it('LGN-06 LGN-07 LGN-09 has the three links', () => {
    says(
      'sign-in',
      '<a class="line-link" href="/forgot-password">パスワードを忘れた方はこちら</a>',
      '<a class="line-link" href="/forgot-user-id">ユーザIDを忘れた方はこちら</a>',
      '<a class="line-link" href="/">ポータルに戻る</a>',
    )
  })

  it('LGN-11 LGN-12 FAQ-07 one message for a wrong ID and a wrong password, with the advice; the ID is still there', () => {
    says(
      'sign-in-invalid',
      '無効なユーザIDまたはパスワードです。',
      '入力したユーザID、もしくはパスワードに誤りがある場合があります。入力内容を改めてご確認ください。',
      'value="hanako01"',
      'value="on" checked',
    )
  })

  it('GAP-03 says when the next try is possible', () => {
    says('sign-in-locked', '11月21日 14:30以降に、もう一度お試しください。')
  })

  it('ISS-04 leads who has a letter to the letter page', () => {
    says('sign-in', '通知書をお持ちの方', '<a class="button button-secondary" href="/letter">初回ログインへ</a>')
  })

  it('REC-13 the two ways out carry the words of their links, and the way back', () => {
    says('forgot-password', '<h1 class="title">パスワードを忘れた方はこちら</h1>', '>ログインに戻る</a>')
    says(
      'forgot-user-id',
      '<h1 class="title">ユーザIDを忘れた方はこちら</h1>',
      'ユーザIDが不明な方は、ご加入の健保組合までお問い合わせください。',
      '>ログインに戻る</a>',
    )
  })
})

describe('the letter page', () => {
  it('ISS-02 ISS-06 asks for ID, code and birth date on one screen and says where they stand', () => {
    for (const name of ['userId', 'letterCode', 'birthDate']) says('letter', `name="${name}"`)
    says('letter', '健保組合からお届けした通知書', '番号はどこに書いてありますか？')
  })

  it('PLT-36 tells the duration', () => {
    says('letter', '設定完了には10分程度かかります。')
  })

  it('says what to do without the letter', () => {
    says('letter', '通知書は再発行できます。')
  })

  it('GAP-05 one sentence for an unknown ID, a wrong code and a wrong birth date; what was typed stays', () => {
    says('letter-nomatch', 'ユーザID、確認番号、生年月日のいずれかが一致しません。', 'value="1234567"')
    says('letter-wrong', 'value="1234 5678 9012 35"', 'value="昭和54"', '打ち間違い')
  })
})
