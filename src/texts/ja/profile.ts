import type { ProfileErrorCode } from '../codes.ts'

const errors: Record<ProfileErrorCode, string> = {
  methodMissing: '認証方法をお選びください。',
  methodUnavailable: 'この認証方法は、いまお選びいただけません。ほかの認証方法をお選びください。',
}

/** The profile (PRF-01 … PRF-10, UID-46 … UID-48, MTH-20 … MTH-22, DIF-07, DIF-08). */
export const profile = {
  menu: 'プロフィール変更',
  title: 'プロフィール',
  subtitle: 'プロフィールを管理する',
  section: '全般',
  language: '言語',
  languageHint: '画面と、お送りするメールの言語です。',
  userId: 'ユーザID',
  temporaryId: '仮IDフラグ',
  temporaryIdYes: '仮IDを使用中',
  temporaryIdNo: 'ご自身で決めたIDを使用中',
  name: 'ユーザー名',
  nameHint: 'ユーザー名の修正は、ご加入の健保組合までお問い合わせの上、お手続きをお願いします。',
  mail: 'メールアドレス',
  mailNone: '登録されていません',
  mailUnverified: '（確認がまだ済んでいません）',
  changeMail: 'Eメール変更',
  method: '認証方法',
  methodHint: '未設定の認証方法に変更したときは、続けて設定画面が開きます。いままでの登録はそのまま残ります。',
  methodNow: '設定済み',
  change: '変更',
  back: '戻る',
  changed: '変更しました。',
  proven: '確認できました。内容をお確かめのうえ、もう一度「変更」を押してください。',
  errors,
}

/** The change of the mail address (EMC-01 … EMC-05). */
export const profileMail = {
  lead: '新しいメールアドレスを入力して、「実行」を押してください。確認のメールをお送りします。',
  untilThen: '確認が済むまでは、いままでのメールアドレスがそのまま使われます。',
  back: '戻る',
  signInAgain: 'メールのワンタイムパスワードでログインしている方は、変更のあとに、もう一度ログインしていただきます。',
  changed: 'メールアドレスを変更しました。',
  changedLead: '新しいメールアドレスを確認しました。メールアドレスの変更は完了です。',
  changedClose: 'この画面は閉じてかまいません。変更のお知らせを、いままでのメールアドレスにもお送りしました。',
}
