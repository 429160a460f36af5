import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { screens } from '../../../scripts/preview-screens.ts'
import { texts } from '../../texts/catalogue.ts'

const shown = Object.fromEntries(Object.entries(screens('ja')).map(([name, page]) => [name, String(page)]))
const page = (name: string): string => shown[name] ?? assert.fail(`no screen ${name}`)
const says = (name: string, ...sentences: string[]) => {
  for (const sentence of sentences) assert.ok(page(name).includes(sentence), `${name}: ${sentence}`)
}
const everywhere = /name="signOutEverywhere" value="on" checked[^>]*><span>全てのデバイスからサインアウトする</

describe('the birth date', () => {
  it('BRT-01 BRT-02 is asked for as an identity check', () => {
    says('birth-date', 'ご自身の生年月日を入力', '初回ログイン時、本人確認のために生年月日での認証を実施します。')
  })

  it('BRT-03 is written as eight digits, with the example', () => {
    says('birth-date', '入力例:19790822', 'name="birthDate"')
  })

  it('BRT-04 GAP-05 a wrong one is told, with a way out, and can be corrected', () => {
    says(
      'birth-date-wrong',
      '登録されている内容と一致しません',
      'ご加入の健保組合までお問い合わせください。',
      'value="19790823"',
    )
  })
})

describe('the terms', () => {
  it('TRM-01 TRM-02 are shown with the button 同意する', () => {
    says(
      'terms',
      '利用規約をご確認いただいた後、「同意する」',
      '第1条（目的）',
      'name="decision" value="agree">同意する</button>',
    )
  })

  it('TRM-06 carry version and day', () => {
    says('terms', '第1版 ・ 2026年4月1日から有効')
  })

  it('TRM-03 an update is called one and says what is new', () => {
    says('terms-updated', '更新した利用規約', '今回の変更点', '第4条に、生体認証の説明を加えました。')
    assert.doesNotMatch(page('terms'), /今回の変更点/)
  })

  it('GAP-06 同意しない is there and leads to a kind page from which one can return', () => {
    says('terms', 'name="decision" value="decline">同意しない</button>')
    says('terms-declined', 'ここまでの登録内容は失われていません。', 'href="/terms"', 'href="/sign-out"')
  })
})

describe('the mail address', () => {
  it('EML-01 EML-02 is headed メールアドレスの更新 and marked as required', () => {
    says('mail', '<h1 class="title">メールアドレスの更新</h1>')
    assert.match(page('mail'), /メールアドレス <span class="need need-required">※必須</)
  })

  it('EML-03 EML-08 is prefilled where one is on file, and set where none is', () => {
    says('mail', 'value="hanako@example.jp"', '健保組合に登録されているメールアドレスです。')
    says('mail-suggestion', 'メールアドレスを入力して')
  })

  it('EML-04 SES-02 SES-05 has 全てのデバイスからサインアウトする, ticked', () => {
    assert.match(page('mail'), everywhere)
  })

  it('EML-05 EML-06 CON-09 the button is called 実行', () => {
    says('mail', 'type="submit">実行</button>')
  })

  it('EML-07 CON-04 confirming is asked, changing is not; no word of 変更が必要', () => {
    says('mail', '※メールアドレスの変更は必須ではありません')
    assert.doesNotMatch(page('mail'), /変更が必要です/)
  })

  it('EML-09 EML-10 an empty address and one that is taken have their exact words', () => {
    const { errors } = texts('ja').mailAddress
    assert.equal(errors.missing, 'メールアドレスを入力してください。')
    assert.equal(
      errors.taken,
      '他のアカウントで設定されているメールアドレスです。別のメールアドレスを入力してください。',
    )
  })

  it('EML-11 EML-12 EML-13 EML-14 the two errors stand together, beside the field and in the summary, with the example', () => {
    for (const sentence of [
      '無効なメールアドレスです。入力したメールアドレスに誤りがないかご確認ください。',
      '設定可能なメールアドレスの最大文字数は255文字です。',
    ])
      assert.equal(page('mail-invalid').split(sentence).length, 3)
    says(
      'mail-invalid',
      '例) 使用できない記号(?等)を入力、@マークの直前にドット(.)を入力 等',
      'value="hanako?.@example.jp"',
    )
  })

  it('MAIL-03 a slip in the domain is asked about, and both answers are one press away', () => {
    says(
      'mail-suggestion',
      'もしかして hanako@gmail.com ではありませんか？',
      'name="suggestionSeen" value="hanako@gmal.com"',
      'name="useSuggestion" value="hanako@gmail.com"',
    )
  })
})

describe('waiting for the mail', () => {
  it('EML-15 MSG-14 FID-07 says where the mail went, who sends it and what it is called', () => {
    says(
      'mail-code',
      'ha***@example.jp に確認のメールを送信しました。',
      'no-reply@sakura.example',
      '【ゲンカン】メールアドレスの確認',
    )
  })

  it('EML-18 moves on by itself, or by a button', () => {
    says(
      'mail-code',
      'data-wait="/mail/state"',
      'role="status"',
      'name="action" value="continue">確認できたので次へ進む</button>',
    )
  })

  it('EML-19 MOT-05 can be sent again, or to another address', () => {
    says(
      'mail-code',
      'name="action" value="resend">再送信</button>',
      'name="action" value="otherAddress">別のメールアドレスにする</button>',
    )
    says('mail-code-resent', 'メールをもう一度送信しました。', '再送信は、あと30秒でできるようになります。')
  })

  it('FAQ-03 says where to look when no mail comes', () => {
    says(
      'mail-code',
      '迷惑メールフォルダに受信されていないか確認します。',
      'ドメイン受信設定を確認します。',
      'メールの表示形式が「スレッド形式」になっていることで、一連のやり取りが最新の1件にまとめられていないかを確認します。',
      'メールアドレスが正しく登録されているかを確認します。',
    )
  })

  it('EML-16 the mailed link shows a page whose button redeems it', () => {
    says(
      'mail-link',
      '<h1 class="title">メールアドレスの確認</h1>',
      'type="submit">メールアドレスの確認</button>',
      'ha***@example.jp',
    )
    says('mail-link-confirmed', '元の画面に戻り')
    says('mail-link-expired', '再送信')
    for (const state of ['expired', 'used', 'replaced', 'unknown'])
      says(`mail-link-${state}`, '元の画面を閉じてしまった場合は', 'href="/sign-in">ログイン画面へ</a>')
  })

  it('MOT-02 MOT-03 MOT-04 MOT-05 the mailed one-time password has its exact words', () => {
    says(
      'mail-otp',
      '<h1 class="title">ワンタイムパスワード (OTP) メール認証</h1>',
      '受信したワンタイムパスワードを入力してください。',
      'for="mailCode">ワンタイムパスワード</label>',
      'type="submit">実行</button>',
      'value="resend">再送信</button>',
      '※メールが届かない場合は再送信を選択してください',
    )
  })
})
