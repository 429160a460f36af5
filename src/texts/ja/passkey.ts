import type { MethodName, PasskeyKind, PasskeyNameErrorCode, PasskeyProblemCode } from '../codes.ts'

type Words = { title: string; lines: readonly string[] }

/** What went wrong and what to do; the buttons below say 再試行 and name the next method (PSK-19, PSK-32). */
const problems: Record<PasskeyProblemCode, Words> = {
  cancelled: {
    title: '認証の画面が閉じられました',
    lines: ['「再試行」を押すと、もう一度はじめられます。ほかの方法に変えることもできます。'],
  },
  timedOut: {
    title: '時間がたったため、認証の画面が閉じられました',
    lines: ['「再試行」を押すと、もう一度はじめられます。'],
  },
  noAuthenticator: {
    title: 'この端末では、顔・指紋・画面ロックが見つかりません',
    lines: [
      '端末の設定で、顔認証、指紋認証または画面ロックを設定してから「再試行」を押してください。',
      'スマートフォンの生体認証を使うこともできます。',
    ],
  },
  noVerification: {
    title: '顔・指紋・画面ロックによる確認ができませんでした',
    lines: ['「再試行」を押し、端末の画面で「顔」「指紋」または画面ロックによる確認を行ってください。'],
  },
  alreadyRegistered: {
    title: 'この端末は、すでに登録されています',
    lines: ['新しく登録する必要はありません。ほかの端末を登録するときは、その端末で「再試行」を押してください。'],
  },
  wrongDevice: {
    title: 'この生体認証は、ログイン中の方のものではありません',
    lines: ['下の一覧にある端末を使うか、ほかの方法をお選びください。'],
  },
  unsupported: {
    title: 'このブラウザでは、生体認証を利用できません',
    lines: ['SafariやChromeなど、新しいブラウザで開くか、ほかの方法をお選びください。'],
  },
  noScript: {
    title: 'このブラウザでは、生体認証の画面を開けません',
    lines: ['ブラウザの設定でJavaScriptを有効にして「再試行」を押すか、ほかの方法をお選びください。'],
  },
  expired: {
    title: '時間がたったため、はじめからやり直します',
    lines: ['「再試行」を押してください。入力いただいた内容はそのままです。'],
  },
  refused: {
    title: '生体認証を確認できませんでした',
    lines: ['「再試行」を押してください。続けてうまくいかないときは、ほかの方法をお選びください。'],
  },
  tooManyPasskeys: {
    title: '登録できる生体認証の数を超えています',
    lines: ['使わなくなったものを削除してから、もう一度お試しください。'],
  },
}

const nameErrors: Record<PasskeyNameErrorCode, string> = {
  missing: 'パスキーの名前を入力してください。',
  tooLong: 'パスキーの名前は40文字以内で入力してください。',
  taken: 'パスキーはすでに登録されている名前以外を入力してください。',
}

const kinds: Record<PasskeyKind, string> = {
  internal: '端末の顔・指紋・画面ロック',
  phone: 'スマートフォン・タブレット',
  key: 'セキュリティキー',
  other: '生体認証',
}

const instead: Record<MethodName, string> = {
  passkey: '生体認証を使う',
  totp: '認証アプリを使う',
  mailCode: 'メールのワンタイムパスワードを使う',
}

/** Setting up and showing a passkey (PSK-01 … PSK-32); explained as 顔・指紋・画面ロック. */
export const passkey = {
  title: 'セキュリティの設定',
  lead: '顔・指紋・画面ロックを登録すると、次回からパスワードなしで、すぐにログインできます。',
  leadAfterPassword:
    'アカウントを有効にするには、生体認証の設定が必要です。次の画面で、顔・指紋または画面ロックによる確認を行ってください。',
  leadAnother:
    'この端末、または別の端末の顔・指紋・画面ロックを追加で登録します。次の画面で、顔・指紋または画面ロックによる確認を行ってください。',
  privacy: '顔や指紋の情報は端末の中だけで使われ、健保組合には送られません。',
  buttons: {
    phone: 'このスマホの顔・指紋・画面ロックで',
    tablet: 'このタブレットの顔・指紋・画面ロックで',
    computer: 'このパソコンの顔・指紋・画面ロックで',
  },
  next: '次へ',
  retry: '再試行',
  instead,
  insteadLead: '顔・指紋・画面ロックを使わない方',
  sheetTitle: '端末の画面が開いたら',
  sheet: [
    'iPhoneでは「続ける」をタップし、顔認証（Face ID）または指紋認証（Touch ID）を行います。',
    '※必ず「顔」などの生体認証を選択ください。',
    '※端末の画面は、ご準備いただいたデバイスにより異なります。デバイスの生体認証画面に沿って、進めてください。',
  ],
  phoneTitle: 'パソコンに生体認証機能がないとき（スマートフォンを使う）',
  phone: [
    'スマートフォンとパソコンの両方で、Bluetoothをオンにしてください。',
    'ボタンを押すと、パソコンにブラウザの画面が開きます。「iPhone、iPad、またはAndroidデバイス」（または「スマートフォンまたはタブレットを使用する」）を選択し、「次へ」をクリックします。',
    'パソコン画面に表示されたQRコードを、スマートフォンのカメラで読み取り、スマートフォンで顔・指紋・画面ロックの確認を行います。',
  ],
  windows: [
    'Windowsの画面で「OK」が出たら、Windows Hello（顔・指紋・PIN）に登録できます。',
    'スマートフォンやセキュリティキーに登録するときは、その画面で「キャンセル」をクリックし、パスキーを保存する場所を選択します。',
    '「キャンセル」だけで終わったときは、この画面に戻ります。「再試行」から選び直せます。',
  ],
  windowsTitle: 'Windowsパソコンで登録する方',
  inAppTitle: 'アプリの中の画面では、生体認証を利用できません',
  inApp:
    'この画面は、ほかのアプリの中で開かれています。画面の「…」や共有のボタンから、SafariやChromeで開き直してください。入力をはじめる前に開き直すと、入力し直さずにすみます。',
  problems,
  // After the password.
  proveTitle: '生体認証の設定',
  proveLead: '登録済みの生体認証で、ご本人であることを確認します。「次へ」を押すと、端末の画面が開きます。',
  signedInAs: 'ログイン中のユーザID',
  someoneElse: '別のユーザIDでログインする',
  registered: '登録済みの生体認証',
  unnamed: 'パスキー',
  created: (time: string) => `作成日 ${time}`,
  kinds,
  otherWaysTitle: '端末の画面で、別の方法を選ぶとき',
  otherWays: [
    '「その他のサインイン方法」から選べます。',
    '「パスワード」：端末の顔認証やPINを使います。',
    '「iPhone、iPad、または Android デバイス」：ほかのスマートフォンを使います。',
    '「セキュリティキー」：USBなどの外部セキュリティキーを使います。',
  ],
  methodsTitle: 'ほかの方法',
  // The name.
  nameTitle: '認証ラベルの登録',
  nameLead: '生体認証を行うデバイスに名前を付けてください',
  name: 'パスキーの名前',
  nameHint:
    'パスキーの文字は削除した後に、英字、数字、かな入力など登録するスマートデバイスを識別できる名前を入力します。',
  nameDefault: 'パスキー',
  nameSubmit: 'OK',
  nameErrors,
  // At the sign-in page.
  signIn: '顔・指紋・画面ロックでログイン',
  signInHint: '登録した端末なら、ユーザIDとパスワードの入力はいりません。',
  signInFailed: '「再試行」を押すか、下のユーザIDとパスワードでログインしてください。',
  signInWithPassword: 'ユーザIDとパスワードでログイン',
}
