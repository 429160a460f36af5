import type { SignInErrorCode, SignInNoticeCode } from '../codes.ts'
import { common } from './common.ts'

const errors: Record<SignInErrorCode, string> = {
  userIdMissing: 'ユーザIDを入力してください。',
  passwordMissing: 'パスワードを入力してください。',
  invalid: '無効なユーザIDまたはパスワードです。',
  tooMany: common.tooMany,
  busy: common.busy,
  passkeyExpired: '時間がたったため、生体認証をもう一度行ってください。',
  passkeyRefused:
    '生体認証を確認できませんでした。この端末の生体認証が登録されていないか、削除されています。登録した端末で行うか、ユーザIDとパスワードでログインしてください。',
}

const notices: Record<SignInNoticeCode, string> = {
  setUpMethod: '認証方法の設定を続けます。先ほど設定したパスワードで、もう一度ログインしてください。',
  signedOut: 'ログアウトしました。',
  visitEnded: '一定時間操作がなかったため、ログアウトしました。もう一度ログインしてください。',
  alreadyActivated: '初回ログインはすでに完了しています。こちらからログインしてください。',
  mailConfirmed: 'メールアドレスを確認しました。こちらからログインしてください。',
}

/** The sign-in page (LGN-01 … LGN-12). */
export const signIn = {
  title: 'ログイン',
  lead: '被保険者・被扶養者向けサービスにログインします。',
  userId: 'ユーザID',
  userIdHint: '大文字・小文字、全角・半角の違いは気にせず入力できます。',
  userIdOrMailHint: 'ユーザIDのかわりに、確認済みのメールアドレスでもログインできます。',
  password: 'パスワード',
  rememberMe: 'ログイン状態の保存',
  rememberMeHint: '次回からユーザIDの入力を省けます。共用のパソコンではチェックしないでください。',
  submit: 'ログイン',
  forgotPassword: 'パスワードを忘れた方はこちら',
  forgotUserId: 'ユーザIDを忘れた方はこちら',
  backToPortal: 'ポータルに戻る',
  formerTitle: '過去にご利用がある方',
  formerText:
    'ユーザIDは従来より変更ございませんが、パスワードは「記号＋番号＋生年月日」にリセットしています。生年月日は西暦8桁の数字です。',
  formerWhere: '記号と番号は、「資格情報のお知らせ」、「資格確認書」またはマイナポータル等でご確認ください。',
  letterTitle: 'はじめての方（通知書をお持ちの方）',
  letterText: '通知書に書かれた番号で、初回ログインへお進みください。',
  letterAction: '初回ログインへ',
  errors,
  invalidAdvice: '入力したユーザID、もしくはパスワードに誤りがある場合があります。入力内容を改めてご確認ください。',
  notices,
  rememberMeSessionHint:
    'このブラウザで14日間、ログインしたままにします。サービスをご利用になるときは、12時間ごとにもう一度ログインしてください。共用のパソコンではチェックしないでください。',
  lockedTitle: 'いまできること',
  lockedWait: (time: string) => `${time}を過ぎると、自動的に再開します。操作は必要ありません。`,
  lockedStaff: '時間がたっても再開しません。下記の窓口までご連絡ください。ご本人の確認後、再開します。',
  lockedMail:
    '確認済みのメールアドレスが登録されている場合は、ワンタイムパスワード（6桁の数字）をお送りします。パスワードと一緒に入力すると、すぐにもう一度試せます。',
  lockedMailAction: 'メールのワンタイムパスワードで、もう一度試す',
  lockedOtherWays: 'これまでにログインしたことのあるブラウザや、生体認証（パスキー）からは、そのままログインできます。',
  lockedDesk: (desk: string, phone: string) => `お困りのときは、${desk}（電話 ${phone}）までお問い合わせください。`,
}
