import type { OtpErrorCode } from '../codes.ts'
import { common } from './common.ts'

const errors: Record<OtpErrorCode, string> = {
  missing: 'ワンタイムパスワードを入力してください。',
  shape: 'ワンタイムパスワードは6桁の数字で入力してください。',
  wrong: 'ワンタイムパスワードが正しくありません',
  used: 'ワンタイムパスワードが正しくありません',
  clockFast: 'ワンタイムパスワードが正しくありません',
  clockSlow: 'ワンタイムパスワードが正しくありません',
  deviceMissing: 'デバイスを選択してください。',
  tooMany: common.tooMany,
}

/** Proving with an authenticator app (OTP-39 … OTP-44, LMP-11 … LMP-15, FAQ-08, FAQ-09). */
export const otp = {
  title: 'ワンタイムパスワードの入力',
  lead: '認証アプリに表示された6桁のワンタイムパスワードを入力してください。',
  device: 'デバイスの選択',
  deviceHint: 'いずれかのスマートデバイスを選択後、その認証アプリに表示されたワンタイムパスワードを入力してください。',
  label: 'ワンタイムパスワード',
  hint: '6桁の数字。間に空白があっても、そのまま貼り付けられます。',
  submit: 'トップページへ',
  errors,
  adviceTitle: '次の点をご確認ください。',
  advice: [
    '入力が誤っていないか確認し、最新のワンタイムパスワードを再度入力します。古いワンタイムパスワードは使用できません。',
    'ワンタイムパスワードが発行されてから30秒以上経過すると、発行されたワンタイムパスワードは無効になります。',
    '認証アプリを再起動します。',
    '時刻の自動補正機能を有効化する。',
  ],
  adviceDevices: '複数台でワンタイムパスワード認証を設定されている方は、スマートデバイスの選択を再度ご確認ください。',
  usedAdvice: '一度使ったワンタイムパスワードは使えません。次の数字に切り替わるのを待って入力してください。',
  clockFast: (off: string) =>
    `お使いの端末の時計が${off}進んでいます。端末の設定で、時刻の自動補正機能を有効にしてください。`,
  clockSlow: (off: string) =>
    `お使いの端末の時計が${off}遅れています。端末の設定で、時刻の自動補正機能を有効にしてください。`,
  clockOff: (seconds: number) => (seconds >= 60 ? `約${Math.round(seconds / 60)}分` : `約${seconds}秒`),
  lostTitle: 'スマートフォンをなくした方・機種変更した方',
  lost: '認証アプリが使えないときは、「使えない・なくした」を押してください。ほかの方法で確認し、新しい端末を設定できます。',
}
