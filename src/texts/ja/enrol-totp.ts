import type { EnrolTotpErrorCode } from '../codes.ts'
import { common } from './common.ts'

const errors: Record<EnrolTotpErrorCode, string> = {
  otpMissing: 'ワンタイムパスワードを入力してください。',
  otpShape: 'ワンタイムパスワードは6桁の数字で入力してください。',
  otpWrong: '認証コードが異なります',
  otpUsed: '認証コードが異なります',
  clockFast: '認証コードが異なります',
  clockSlow: '認証コードが異なります',
  deviceNameMissing: 'デバイス名を入力してください。',
  deviceNameTooLong: 'デバイス名は40文字以内で入力してください。',
  deviceNameTaken: '同じデバイス名がすでに登録されています。別のデバイス名を入力してください。',
  tooManyDevices:
    '登録できるデバイスの数を超えています。使わなくなったデバイスを削除してから、もう一度お試しください。',
  tooMany: common.tooMany,
}

/** What to do about a code that did not fit. */
const advice: Partial<Record<EnrolTotpErrorCode, string>> = {
  otpWrong:
    '時間内に入力ができず切り替わっている可能性があります。数字が切り替わった直後に入力してください。(30秒以内に入力してください)',
  otpUsed: '一度使ったワンタイムパスワードは使えません。次の数字に切り替わるのを待って入力してください。',
}

const google = {
  title: 'Google Authenticator の場合',
  install: [
    'アプリをインストールして起動します。',
    'Google アカウントにコードをバックアップしたい場合は、「続行」をタップします。',
    'バックアップ不要な方は、「アカウントなしで Authenticator を使用」をタップし、インストールを完了します。',
  ],
  enter: [
    '画面右下の「+」ボタンをタップし、「QRコードをスキャン」または「セットアップキーを入力」をタップします。',
    'キーを入力する場合、アカウント名には任意の名称を、「鍵」にはコピーしたキーを入力します。英字は小文字でも登録できます。',
    '鍵の種類は「時間ベース」を選択されていることを確認後、「追加」をタップします。',
    '※Android端末の場合、クイック設定パネルの「QRコードスキャナ」を起動して読み込むこともできます。',
  ],
}

const microsoft = {
  title: 'Microsoft Authenticator の場合',
  install: [
    'アプリをインストールして起動します。',
    '「承諾する」をタップします。「アプリ使用状況データを共有する」は任意で選択し、「続行」をタップします。',
    '「スキップ」をタップします。',
  ],
  enter: [
    '「+」をタップし、「その他 (Google、Facebook など)」をタップします。',
    'QRコードを読み取るか、「またはコードを手動で入力」をタップします。',
    'アカウント名には、任意のアカウント名称を入力。秘密鍵には先ほどコピーしたキーを貼り付け、「完了」をタップします。',
  ],
}

const computer = {
  title: 'パソコンだけで設定する場合',
  steps: [
    'ブラウザの拡張機能を使うと、スマートフォンがなくても設定できます。',
    'Chrome：Chrome web store より「Authenticator」を検索し、ダウンロードしてください。「二次元コードをスキャン」ボタンをクリックし、上のQRコードを範囲選択します。「(ユーザ名) 追加されました。」と表示されたら登録完了です。',
    'Edge：Edge アドオンより「Open Two-Factor Authenticator」を検索し、ダウンロードしてください。上のQRコードをpng形式で保存し、読み込ませます。アドオンのマスターパスワードは、最小4文字の任意の値を設定できます。',
    '※セキュリティポリシーにより拡張機能の利用が制限されている場合があります。会社のパソコンでは、会社の許可をご確認ください。',
  ],
}

/** Setting up an authenticator app (OTP-01 … OTP-38, OTD-01 … OTD-15). */
export const enrolTotp = {
  title: 'ワンタイムパスワードの設定',
  insteadLead: '認証アプリを使わない方',
  needed: 'アカウントを有効にするにはワンタイムパスワードのセットアップが必要です。',
  keepOpen: 'アプリに切り替えても、この画面はそのまま残ります。(この画面はそのまま消さないようにしてください)',
  install: '次のいずれかのアプリケーションをモバイルにインストールします。',
  apps: ['Google Authenticator', 'Microsoft Authenticator', 'FreeOTP'],
  appsFree: '※すべて無料のアプリです (有料版のワンタイムパスワードアプリは不要です)',
  appsNeeded: '※インストールしない場合はログイン出来ません',
  appsCompany: '※会社スマホ・PCはアプリのダウンロードに会社の許可が必要です',
  appsOwned:
    '既に Google Authenticator または Microsoft Authenticator をインストールされている場合は、ご使用いただいても動作に問題はありません。',
  scan: 'アプリケーションを開き、バーコードをスキャンします。',
  qrAlt: '認証アプリで読み取るQRコード。読み取れない場合は、下の「スキャンできませんか？」からキーを入力できます。',
  savePng: 'QRコードを画像（PNG）で保存',
  openApp: 'この端末の認証アプリで開く',
  openAppHint: '認証アプリがインストールされている場合、登録画面が開きます。',
  cannotScan: 'スキャンできませんか？',
  scanAgain: 'バーコードをスキャンしますか？',
  enterKey: 'アプリケーションを開き、キーを入力します：',
  copy: 'キーをコピー',
  copied: 'コピーしました',
  accountName: 'アカウント名',
  settings: 'アプリケーションで設定できる場合は、次の設定値を使用します。',
  type: 'タイプ',
  typeValue: '時間ベース',
  algorithm: 'アルゴリズム',
  digits: '桁',
  period: '期間',
  enter: 'アプリケーションから提供されたワンタイムパスワードを入力し、「実行」をクリックしてセットアップを完了します。',
  otp: 'ワンタイムパスワード',
  otpHint: '6桁の数字。ワンタイムパスワードは30秒ごとに切り替わります。',
  nameHint: 'OTPデバイスの管理に役立つデバイス名を指定します。',
  deviceName: 'デバイス名',
  deviceNameHint: '利用するスマートデバイスが識別できる名称を入力。入力した「デバイス名」は認証時に使用します。',
  deviceNamePlaceholder: '任意のデバイス名',
  submit: '実行',
  appsHelp: 'アプリの使い方',
  helpInstall: 'インストール',
  helpEnter: '登録',
  google,
  microsoft,
  computer,
  errors,
  advice,
}
