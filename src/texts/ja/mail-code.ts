import type { MailCodeErrorCode } from '../codes.ts'
import { common } from './common.ts'

const errors: Record<MailCodeErrorCode, string> = {
  missing: 'メールに書かれた6桁の数字を入力してください。',
  shape: '6桁の数字で入力してください。',
  wrong: 'ワンタイムパスワードが正しくありません。最新のメールに書かれた6桁の数字をご確認ください。',
  expired: '有効期限が切れています。「再送信」を押して、新しいメールの数字を入力してください。',
  tooMany: common.tooMany,
  notYet: 'まだ確認できていません。メールの「メールアドレスの確認」を押すか、6桁の数字を入力してください。',
  resendTooEarly: '送信したばかりです。少し待ってから、もう一度「再送信」を押してください。',
  resendLimit: '再送信できる回数を超えました。届いているメールをご確認いただくか、別のメールアドレスをご指定ください。',
}

/** Waiting for the confirmation mail (EML-15 … EML-19, FAQ-03). */
export const mailCode = {
  title: 'メール認証',
  sent: (address: string) => `${address} に確認のメールを送信しました。`,
  todo: 'メールに書かれた6桁の数字を入力するか、メールの「メールアドレスの確認」を押してください。',
  resent: 'メールをもう一度送信しました。',
  sender: '送信元',
  subject: '件名',
  to: '宛先',
  code: 'ワンタイムパスワード',
  codeHint: (minutes: number) => `メールに書かれた6桁の数字。${spell(minutes)}有効です。`,
  submit: '実行',
  waiting: 'メールの「メールアドレスの確認」を押すと、この画面は自動的に次へ進みます。',
  confirmed: '確認できました。次の画面へ進みます。',
  goOn: '確認できたので次へ進む',
  notArrived: 'メールが届かないとき',
  help: [
    '迷惑メールフォルダに受信されていないか確認します。',
    'ドメイン受信設定を確認します。',
    'メールの表示形式が「スレッド形式」になっていることで、一連のやり取りが最新の1件にまとめられていないかを確認します。',
    'メールアドレスが正しく登録されているかを確認します。',
  ],
  resend: '再送信',
  resendInSeconds: (seconds: number) => `再送信は、あと${seconds}秒でできるようになります。`,
  resendsLeft: (left: number) => `あと${left}回、再送信できます。先に届いた数字もそのまま使えます。`,
  noResendsLeft: '再送信できる回数を超えました。',
  otherAddress: '別のメールアドレスにする',
  errors,
}

/** A mailed code while a sitting is resumed or at sign-in (MOT-02 … MOT-05). */
export const mailOtp = {
  title: 'ワンタイムパスワード (OTP) メール認証',
  lead: '受信したワンタイムパスワードを入力してください。',
  resendHint: '※メールが届かない場合は再送信を選択してください',
  sendLead: '登録したメールアドレス宛てに、ワンタイムパスワードを送付します。',
  send: 'ワンタイムパスワードを送信',
  resendLimit:
    '続けて送信できる回数を超えました。届いているメールの数字を入力していただくか、1時間ほどたってから、もう一度お試しください。',
  insteadLead: 'メール認証を使わない方',
  lostTitle: 'このメールアドレスを使えなくなった方',
  lost: '登録したメールアドレスを受信できないときは、ご加入の健保組合までお問い合わせください。ご本人の確認後、あらためて設定できる通知書をお送りします。',
}

/** The verification for which the sitting did not wait (CON-03). */
export const mailAfterwards = {
  title: 'メールアドレスの確認',
  lead: (address: string) =>
    `${address} に確認のメールをお送りします。メールに書かれた6桁の数字を入力するか、メールの「メールアドレスの確認」を押すと、確認が済みます。`,
  send: '確認のメールを送る',
  stale: '安全のため、メールアドレスを直すには、もう一度ログインが必要です。',
  signInAgain: 'もう一度ログインする',
  wrongAddress: 'メールアドレスを直す',
}

/** Landing of the mailed link (EML-16). */
export const mailLink = {
  title: 'メールアドレスの確認',
  lead: '次のメールアドレスを受信できていることを確認します。お間違いなければ、ボタンを押してください。',
  submit: 'メールアドレスの確認',
  notMine: '心当たりがない場合は、何も押さずにこの画面を閉じてください。ボタンを押さないかぎり、何も変わりません。',
  confirmedTitle: 'メールアドレスを確認しました',
  confirmed: '元の画面に戻り、続きを進めてください。元の画面は自動的に次へ進みます。',
  confirmedByHand: '進まない場合は、元の画面で「確認できたので次へ進む」を押してください。',
  firstScreenClosed:
    '元の画面を閉じてしまった場合は、もう一度はじめの手順（通知書またはログイン）からお進みください。続きから再開できます。',
  canClose: 'この画面は閉じてかまいません。',
  expiredTitle: 'リンクの有効期限が切れています',
  expired: '元の画面で「再送信」を押してください。新しいメールをお送りします。',
  usedTitle: 'このリンクはすでに使われています',
  used: 'メールアドレスの確認は済んでいます。元の画面に戻り、続きを進めてください。',
  replacedTitle: 'このリンクは使えなくなりました',
  replaced:
    'このあとに手続きが進んだか、メールアドレスが変更されています。最新のメールをご確認いただくか、元の画面に戻ってください。',
  unknownTitle: 'リンクを確認できませんでした',
  unknown: 'リンクが途中で切れている可能性があります。メールに書かれた6桁の数字を、元の画面に入力してください。',
}

/** Minutes in words a person uses; never more than it is. */
function spell(minutes: number): string {
  return minutes >= 60 ? `${Math.floor(minutes / 60)}時間` : `${minutes}分間`
}
