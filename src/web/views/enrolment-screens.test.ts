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
const t = texts('ja')

describe('the password', () => {
  it('PWD-01 PWD-02 PWD-04 says the lengths of the society', () => {
    says('password', 'パスワードは8文字以上で入力してください。', '最大64文字')
  })

  it('PWD-03 shows the signs that can be used', () => {
    says('password', '半角英数字', '!&quot;#$%&amp;&#39;()=~|`{+*}&lt;&gt;?_-^\\@[;:],./')
  })

  it('PWD-05 PWD-06 CON-23 mentions a composition only where the society does', () => {
    says(
      'password-wrong',
      '※パスワードは、数字・英字（半角小文字）と記号（@,&amp;,$）等の組み合わせで8文字以上としてください',
    )
    assert.doesNotMatch(page('password'), /組み合わせで/)
  })

  it('PWD-07 PWD-08 has the two sentences for the user ID and the current password', () => {
    const rule = { min: 8, max: 64 }
    assert.equal(t.password.errors.sameAsUserId(rule), 'パスワードはユーザIDと同じ文字列の設定は、禁止しております。')
    assert.equal(
      t.password.errors.sameAsCurrent(rule),
      '更新するパスワードは、現在ご使用中のパスワードでは更新できません。',
    )
  })

  it('PWD-09 REC-08 is headed パスワードの更新, with the warning that fits the reason', () => {
    says(
      'password',
      '<h1 class="title">パスワードの更新</h1>',
      'アカウントを有効にするにはパスワードの更新が必要です。',
    )
    assert.equal(t.password.reason.reset, 'パスワードを変更する必要があります。')
  })

  it('PWD-10 PWD-11 SES-01 SES-05 has パスワード, パスワード確認用, the ticked check box and 実行', () => {
    assert.match(page('password'), /for="newPassword">パスワード /)
    assert.match(page('password'), /for="newPasswordAgain">パスワード確認用 /)
    assert.match(page('password'), everywhere)
    says('password', 'type="submit">実行</button>')
  })

  it('PWD-12 has an eye at both fields', () => {
    says('password', 'data-eye="newPassword"', 'data-eye="newPasswordAgain"')
  })

  it('LGN-10 CON-24 lets the browser save it, under the right user ID', () => {
    says(
      'password',
      '「パスワードを保存」を使ってかまいません。',
      'autocomplete="username" value="hanako01" readonly',
      'autocomplete="new-password"',
    )
  })

  it('says all that is wrong at once, each beside its field', () => {
    assert.match(
      page('password-wrong'),
      /id="newPassword-error"[\s\S]*8文字以上[\s\S]*推測されやすい[\s\S]*id="newPasswordAgain-error"[\s\S]*一致しません/,
    )
  })
})

describe('setting up the app', () => {
  it('OTP-01 OTP-02 CON-10 has the newer heading and the warning', () => {
    says(
      'enrol-totp',
      '<h1 class="title">ワンタイムパスワードの設定</h1>',
      'アカウントを有効にするにはワンタイムパスワードのセットアップが必要です。',
    )
  })

  it('OTP-03 OTP-04 OTP-36 OTP-37 OTP-38 PLT-37 says which apps, that they are free and may be there already', () => {
    says(
      'enrol-totp',
      '次のいずれかのアプリケーションをモバイルにインストールします。',
      'Google Authenticator',
      'Microsoft Authenticator',
      'FreeOTP',
      '既に Google Authenticator または Microsoft Authenticator をインストールされている場合は、ご使用いただいても動作に問題はありません。',
      'すべて無料のアプリです (有料版のワンタイムパスワードアプリは不要です)',
      '※インストールしない場合はログイン出来ません',
      '会社スマホ・PCはアプリのダウンロードに会社の許可が必要です',
    )
  })

  it('OTP-05 OTD-02 OTD-05 OTD-08 DIF-04 shows the QR code as a picture that can be saved as PNG, and a link for the same phone', () => {
    says(
      'enrol-totp',
      'アプリケーションを開き、バーコードをスキャンします。',
      '<img class="qr-picture" src="qr.gif"',
      'download="qr.png"',
      'href="otpauth://totp/',
    )
  })

  it('OTP-06 OTP-07 OTP-11 OTD-01 「スキャンできませんか？」 opens the key in place, and 「バーコードをスキャンしますか？」 leads back', () => {
    assert.match(
      page('enrol-totp'),
      /<summary[^>]*><span class="when-closed">スキャンできませんか？<\/span\s*><span class="when-open">バーコードをスキャンしますか？<\/span/,
    )
    says('enrol-totp', 'アプリケーションを開き、キーを入力します：', 'data-copy="key"')
  })

  it('OTP-08 shows the key as 8 groups of 4', () => {
    const groups = [...page('enrol-totp').matchAll(/class="key-group">([A-Z2-7]{4})</g)].map(([, group]) => group)
    assert.equal(groups.length, 8)
    assert.equal(groups.join(''), 'NQZXCVTIPFJXURRVPJZECTDKJV5GQ2KG')
  })

  it('OTP-12 OTP-13 OTP-14 OTP-15 OTP-16 OTP-31 shows the parameters', () => {
    says(
      'enrol-totp',
      'アプリケーションで設定できる場合は、次の設定値を使用します。',
      'タイプ: 時間ベース',
      'アルゴリズム: SHA1',
      '桁: 6',
      '期間: 30',
    )
  })

  it('OTP-10 OTP-33 shows issuer and account as the app will', () => {
    says('enrol-totp', 'さくら健康保険組合加入者ページ: hanako01', 'アカウント名には任意の名称')
  })

  it('OTP-17 OTP-21 CON-09 names the button that is there: 実行', () => {
    says(
      'enrol-totp',
      'アプリケーションから提供されたワンタイムパスワードを入力し、「実行」をクリックしてセットアップを完了します。',
      'type="submit">実行</button>',
    )
  })

  it('OTP-18 OTP-19 OTP-23 OTP-24 OTP-25 LMP-12 CON-11 asks for code and device name, both required, the name proposed', () => {
    assert.match(page('enrol-totp'), /for="otp">ワンタイムパスワード <span class="need need-required">/)
    assert.match(page('enrol-totp'), /for="deviceName">デバイス名 <span class="need need-required">/)
    says(
      'enrol-totp',
      'OTPデバイスの管理に役立つデバイス名を指定します。',
      '利用するスマートデバイスが識別できる名称を入力。',
      '入力した「デバイス名」は認証時に使用します。',
      'value="スマートフォン"',
      'placeholder="任意のデバイス名"',
    )
  })

  it('OTP-20 SES-03 SES-05 has 全てのデバイスからサインアウトする, ticked', () => {
    assert.match(page('enrol-totp'), everywhere)
  })

  it('OTP-27 OTP-32 says that codes change every 30 seconds and that the page stays', () => {
    says(
      'enrol-totp',
      'ワンタイムパスワードは30秒ごとに切り替わります。',
      'この画面はそのまま消さないようにしてください',
    )
  })

  it('OTP-28 OTP-29 CON-12 a wrong code is 「認証コードが異なります」, with the advice', () => {
    assert.equal(t.enrolTotp.errors.otpWrong, '認証コードが異なります')
    assert.match(
      t.enrolTotp.advice.otpWrong ?? '',
      /時間内に入力ができず切り替わっている可能性があります.*30秒以内に入力してください/,
    )
  })

  it('FAQ-08 a clock that is off is named, and how far', () => {
    says('enrol-totp-clock', 'お使いの端末の時計が約3分進んでいます。', '時刻の自動補正機能')
  })

  it('OTP-30 OTD-03 OTD-12 OTD-13 helps with Google Authenticator', () => {
    says(
      'enrol-totp',
      '「アカウントなしで Authenticator を使用」をタップし、インストールを完了します。',
      '「セットアップキーを入力」をタップします。',
      '英字は小文字でも登録できます。',
      '「QRコードスキャナ」',
    )
  })

  it('OTD-14 OTD-15 helps with Microsoft Authenticator', () => {
    says(
      'enrol-totp',
      '「承諾する」をタップします。',
      '「その他 (Google、Facebook など)」',
      '「またはコードを手動で入力」をタップします。',
    )
  })

  it('OTD-04 OTD-06 OTD-07 OTD-09 OTD-10 CON-17 helps with a PC alone', () => {
    says(
      'enrol-totp',
      'Chrome web store より「Authenticator」を検索し、ダウンロードしてください。',
      '「(ユーザ名) 追加されました。」',
      '「Open Two-Factor Authenticator」を検索し、ダウンロードしてください。',
      '最小4文字',
      'セキュリティポリシーにより拡張機能の利用が制限されている場合があります。',
    )
  })
})
