import type { UnlockErrorCode } from '../codes.ts'
import { common } from './common.ts'

const errors: Record<UnlockErrorCode, string> = {
  codeMissing: 'メールに書かれた6桁の数字を入力してください。',
  codeShape: '6桁の数字で入力してください。',
  codeWrong: 'ワンタイムパスワードが正しくありません。最新のメールに書かれた6桁の数字をご確認ください。',
  codeExpired: '有効期限が切れたか、すでに使われています。「新しいワンタイムパスワードを受け取る」を押してください。',
  codeTooMany: common.tooMany,
  passwordMissing: 'パスワードを入力してください。',
  invalid:
    'パスワードが正しくありません。ワンタイムパスワードは1回だけ使えます。もう一度試すには「新しいワンタイムパスワードを受け取る」を押してください。',
  tooMany: common.tooMany,
  busy: common.busy,
  tooEarly: '送信したばかりです。少し待ってから、もう一度「再送信」を押してください。',
  limit: '送信できる回数を超えました。届いているメールをご確認いただくか、時間をおいてからお試しください。',
}

/** A mailed code, then one try of a locked password (GAP-03). */
export const unlock = {
  title: 'メールのワンタイムパスワードでもう一度試す',
  lead: '入力されたユーザIDに確認済みのメールアドレスが登録されている場合、ワンタイムパスワード（6桁の数字）をお送りしました。10分以内に、パスワードと一緒に入力してください。',
  userId: 'ユーザID',
  sender: '送信元',
  subject: '件名',
  code: 'ワンタイムパスワード',
  codeHint: 'メールに書かれた6桁の数字',
  password: 'パスワード',
  submit: 'ログイン',
  resent: 'お申し込みを受け付けました。',
  resend: '再送信',
  askAgain: '新しいワンタイムパスワードを受け取る',
  noMail:
    'メールが届かないときは、迷惑メールフォルダをご確認ください。確認済みのメールアドレスがない場合は届きません。時間をおいてからお試しいただくか、下記の窓口までお問い合わせください。',
  errors,
}
