import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { screens } from '../../../scripts/preview-screens.ts'
import { texts } from '../../texts/catalogue.ts'

const shown = Object.fromEntries(Object.entries(screens('ja')).map(([name, page]) => [name, String(page)]))
const page = (name: string): string => shown[name] ?? assert.fail(`no screen ${name}`)
const says = (name: string, ...sentences: string[]) => {
  for (const sentence of sentences) assert.ok(page(name).includes(sentence), `${name}: ${sentence}`)
}
const t = texts('ja')

describe('user ID and method', () => {
  it('UID-08 is headed ユーザIDの変更・認証方法の設定, with the two warnings', () => {
    says(
      'method',
      '<h1 class="title">ユーザIDの変更・認証方法の設定</h1>',
      'ユーザIDの変更が可能です。',
      '認証方法の設定が必要です。生体認証、OTP(ワンタイムパスワード)認証のいずれかを選択してください。',
    )
  })

  it('UID-03 UID-04 UID-05 UID-06 UID-07 says the rule', () => {
    says(
      'method',
      'ユーザIDは、数字・英字の組合せで8文字以上、13文字以内で入力します。',
      'ユーザIDの英字は全て小文字として扱います（大文字での入力は可能ですが、小文字に変換されます）。',
      '-（ハイフン） _（アンダーバー） .（ドット） @（アットマーク）',
    )
  })

  it('UID-09 UID-10 UID-11 UID-12 has the field and the list that opens in place', () => {
    assert.match(page('method'), /for="userId">ユーザID <span class="need need-required">/)
    assert.match(
      page('method'),
      /<summary[^>]*><span class="when-closed">利用不可文字一覧を見る<\/span\s*><span class="when-open">利用不可文字一覧を表示<\/span/,
    )
    says('method', '以下の文字はユーザIDに利用できません：')
  })

  it('UID-13…UID-43 CON-21 lists the 31 signs by name, escaped', () => {
    const list = [...page('method').matchAll(/<li><code>([^<]+)<\/code> \(([^<]+)\)<\/li>/g)].map(
      ([, sign, name]) => `${sign} (${name})`,
    )
    assert.deepEqual(list, [
      '&lt; (小なり記号)',
      '&gt; (大なり記号)',
      '&amp; (アンパサンド)',
      '&quot; (ダブルクォート)',
      '&#39; (シングルクォート)',
      '\\s (空白文字：スペース、タブ、改行など)',
      '\\v (垂直タブ)',
      '\\h (水平タブ)',
      '$ (ドル記号)',
      '% (パーセント記号)',
      '! (感嘆符)',
      '# (ハッシュ記号)',
      '? (疑問符)',
      '§ (セクション記号)',
      ', (カンマ)',
      '; (セミコロン)',
      ': (コロン)',
      '* (アスタリスク)',
      '~ (チルダ)',
      '/ (スラッシュ)',
      '\\ (バックスラッシュ)',
      '| (パイプ)',
      '^ (キャレット)',
      '= (イコール)',
      '[ (左角括弧)',
      '] (右角括弧)',
      '{ (左中括弧)',
      '} (右中括弧)',
      '( (左丸括弧)',
      ') (右丸括弧)',
      '` (バッククォート)',
    ])
  })

  it('UID-44 MTH-19 one button 実行 for both, with the label 認証方法', () => {
    assert.equal(page('method').split('type="submit"').length, 2)
    says('method', 'type="submit">実行</button>')
    assert.match(page('method'), /<legend class="label">認証方法 <span class="need need-required">※必須</)
  })

  it('UID-45 asks no user ID where the society keeps the issued one', () => {
    says('method-single', '<h1 class="title">認証方法の設定</h1>')
    assert.doesNotMatch(page('method-single'), /name="userId"|ユーザIDの変更/)
  })

  it('UID-49 says all that is wrong with a user ID, and keeps it', () => {
    says(
      'method-wrong',
      'ユーザIDに利用できない文字が含まれています（! ?）。',
      'ユーザIDは8文字以上で入力してください。',
      'value="ha!?"',
    )
    const rule = { min: 8, max: 13, badCharacters: [] }
    assert.equal(t.method.userIdErrors.tooLong(rule), 'ユーザIDは13文字以内で入力してください。')
    assert.match(t.method.userIdErrors.taken(rule), /使われています/)
  })

  it('MTH-01 MTH-05 MTH-07 names the methods', () => {
    for (const name of ['生体認証', 'ワンタイムパスワード (OTP) アプリ認証', 'ワンタイムパスワード (OTP) メール認証'])
      assert.match(page('method'), new RegExp(`<span class="choice-name">${name.replace(/[()]/g, '\\$&')}`))
    for (const value of ['passkey', 'totp', 'mailCode']) says('method', `name="method" value="${value}"`)
  })

  it('MTH-15 MTH-16 MTH-17 MTH-18 explains each of them', () => {
    says(
      'method',
      'ご利用端末の顔認証や指紋認証を用いて認証します。',
      '認証アプリをインストールし、アプリに表示されるワンタイムパスワードを用いて認証します。',
      '設定したメールアドレス宛てに送付されるワンタイムパスワードを用いて認証します。',
      '※OTPは、ワンタイムパスワードの略称です。',
    )
  })

  it('MTH-08 MTH-09 MTH-10 MTH-11 MTH-12 MTH-13 MTH-14 says what biometrics need, before they are chosen', () => {
    says(
      'method',
      '※お手持ちのスマートデバイスに生体認証機能 (例：顔認証、指紋認証) が備わっている方のみ生体認証を選択できます。',
      '※スマートフォンの「生体認証」の設定がされていないと「生体認証」は利用出来ません。ログイン前に必ずご自身で設定をしてください。',
      '設定を進める前に、ご利用になる端末に備わっている生体認証機能(※)の設定がされているかご確認ください。',
      '(注) 生体認証機能が設定されていない場合はログイン出来ません',
      '※健保組合では端末自体の設定対応は出来ません',
      '生体認証(例：顔認証、指紋認証)の設定方法や確認手順は、端末のメーカーや機種により異なります。',
      '※PCに生体認証機能がない場合でも、スマートフォンの生体認証機能を利用してログインすることができます。',
    )
  })

  it('MTH-02 MTH-03 CON-06 marks the recommended method and the date of a new one', () => {
    assert.match(page('method'), /生体認証 <span class="chip">推奨</)
    says('method', '※2026年10月1日より追加された認証方法')
  })

  it('MTH-04 CON-05 names the two that may be chosen, and no third one', () => {
    says('method-two', '※ 生体認証 または ワンタイムパスワード (OTP) メール認証 を選んでください。')
    assert.doesNotMatch(page('method-two'), /アプリ認証|value="totp"/)
  })

  it('MTH-14 CON-17 says beside the choice on a computer that the phone can do it, and where passkeys fail', () => {
    const beside = page('method-computer').split('id="method-text">')[1]?.split('</div>')[0] ?? ''
    assert.match(beside, /※PCに生体認証機能がない場合でも/)
    says('method-computer', 'アプリの中の画面では、生体認証を利用できません')
    assert.doesNotMatch(page('method').split('id="method-text">')[1]?.split('</div>')[0] ?? '', /PCに/)
    assert.match(page('method'), /data-no-authenticator hidden>/)
  })

  it('MTH-06 CON-05 lists and names only what is on offer', () => {
    assert.doesNotMatch(page('method-single'), /生体認証|メール認証|value="passkey"|value="mailCode"/)
  })

  it('PLT-16 PLT-17 LGN-15 MTH-21 says why, by whose advice, and that more can follow', () => {
    says(
      'method',
      '2つ以上の要素で認証（本人確認）を行うことです。',
      'ご加入の健保組合のご案内に基づいて認証方法を選択し、設定をお願いします。',
      '認証方法は後から追加することも可能です。',
    )
  })
})
