import type { FactorName, ForgottenErrorCode, MethodName, RecoveryCodeErrorCode } from '../codes.ts'
import { common } from './common.ts'

const errors: Record<ForgottenErrorCode, string> = {
  userIdMissing: 'ユーザIDを入力してください。',
  birthDateMissing: '生年月日を入力してください。',
  birthDateShape: '生年月日は、西暦8桁の数字で入力してください。例）1979年8月22日は 19790822',
  mailMissing: 'ご登録いただいたメールアドレスを入力してください。',
  mailInvalid: 'メールアドレスの形が正しくありません。入力したメールアドレスに誤りがないかご確認ください。',
}

/** パスワードを忘れた方はこちら (REC-01 … REC-06). */
export const forgotPassword = {
  title: 'パスワードを忘れた方はこちら',
  lead: 'ユーザIDを入力してください。新しいパスワードの設定方法をご案内いたします。',
  userId: 'ユーザID',
  userIdOrMailHint:
    '確認済みのメールアドレスを入力することもできます。生体認証が使えなくなった方も、こちらからお進みください。',
  submit: '実行',
  sent: '詳細な手順を記載したメールをすぐに受信してください',
  sentFrom: (sender: string) => `メールは ${sender} からお送りします。`,
  sentHelp:
    'メールを受信できない場合は、迷惑メールフォルダに受信されていないか、またドメイン受信設定を確認します。確認済みのメールアドレスがご登録にない場合、メールは届きません。',
  moreHelp: 'メールが届かないとき',
  othersTitle: 'メールを受け取れない方',
  saved: 'ブラウザやスマートフォンにパスワードを保存している場合は、ログイン画面のパスワード欄から選べます。',
  letter:
    '登録したメールアドレスがもう使えない場合は、ご加入の健保組合までお問い合わせください。ご本人の確認後、登録住所に新しい通知書をお送りします。',
  otherWays: '使えない・なくした方への案内',
  unknownId: 'ユーザIDも忘れた方はこちら',
  back: 'ログインに戻る',
  errors,
}

/** ユーザIDを忘れた方はこちら (FID-01 … FID-08). */
export const forgotUserId = {
  title: 'ユーザIDを忘れた方はこちら',
  lead: '生年月日、メールアドレスを入力してください。ユーザIDをご案内いたします。',
  birthDate: '生年月日',
  birthDateHint: '(入力例:19790822)',
  mail: 'ご登録いただいたメールアドレス',
  submit: '実行',
  back: 'ログインに戻る',
  sent: '以下のメールアドレスにメールを送信しました。',
  sentTo: (address: string) => `あなたのメールアドレス : ${address}`,
  sentNext: 'メールに記載されているユーザIDでログインしてください。',
  sentHelp: (sender: string) =>
    `メールは ${sender} からお送りします。健康保険組合から指定のあったドメインからのメールを許可してください。入力内容がご登録と異なる場合、メールは届きません。`,
  byMail: 'ユーザIDのかわりに、確認済みのメールアドレスでもログインできます。',
  ask: 'メールアドレスもわからず、ユーザIDが不明な方は、ご加入の健保組合までお問い合わせください。',
  errors,
}

/** The landing of the mailed link (REC-04, REC-05): GET shows, POST redeems. */
export const reset = {
  title: 'パスワードのリセット',
  lead: 'パスワードを設定し直します。ボタンを押すと、ご本人の確認に必要なものを順にご案内します。',
  submit: 'パスワードをリセット',
  notMine: '心当たりがない場合は、何も押さずにこの画面を閉じてください。ボタンを押さないかぎり、何も変わりません。',
  deadTitle: 'このリンクは使えません',
  dead: 'リンクの有効期限が切れたか、すでに使われています。ログインが済んだとき、メールアドレスが変わったときも使えなくなります。もう一度、はじめからお申し込みください。',
  again: 'もう一度申し込む',
}

const factors: Record<FactorName, string> = {
  password: 'これまでのパスワード',
  passkey: 'これまでの生体認証（パスキー）',
  totp: 'これまでの認証アプリ',
  mailCode: 'メール認証',
  recoveryCode: '回復用の番号',
  letter: '通知書',
  computed: '登録時のパスワード',
}

/** A recovery is completed: what is set aside, before anything new is set up. */
export const recover = {
  title: '再設定の確認',
  lead: {
    twoKinds: 'ご本人であることを確認できました。続けると、次のものは使えなくなり、新しく設定していただきます。',
    direct:
      'メールのリンクを確認できました。続けると、次のものは使えなくなり、認証アプリとパスワードを新しく設定していただきます。',
    letter: '新しい通知書を確認できました。続けると、次のものは使えなくなり、はじめから設定していただきます。',
  },
  factors,
  told: '確認済みのメールアドレスに、この手続きをお知らせします。',
  submit: '続ける',
  stop: '続けない場合は、右上の「中断する」を押してください。何も変わりません。',
}

const codeErrors: Record<RecoveryCodeErrorCode, string> = {
  missing: '回復用の番号を入力してください。',
  shape: '回復用の番号は、通知書の下半分の20桁、または控えの12桁の数字で入力してください。',
  wrong:
    '回復用の番号が正しくありません。お手元の番号と見比べて、もう一度ご確認ください。控えの番号は1回だけ使えます。',
  tooMany: common.tooMany,
}

/** The number on the letter's lower half, or a code that was shown on the page. */
export const recoveryCode = {
  title: '回復用の番号の入力',
  lead: '通知書の下半分、または保管した控えの「回復用の番号」を入力してください。',
  label: '回復用の番号',
  hint: '数字だけ。空白やハイフンは入れても入れなくてもかまいません。',
  submit: '次へ',
  name: '回復用の番号（通知書の下半分・控え）',
  errors: codeErrors,
}

const lostNames: Record<MethodName, string> = {
  passkey: '生体認証（パスキー）が使えない・なくした',
  totp: '認証アプリが使えない・なくした',
  mailCode: 'メールを受け取れない',
}

const afterLosing: Record<FactorName, string> = {
  password: 'パスワード',
  passkey: '生体認証（パスキー）',
  totp: '認証アプリのワンタイムパスワード',
  mailCode: '登録済みのメールアドレスに届くワンタイムパスワード',
  recoveryCode: '回復用の番号（通知書の下半分・控え）',
  letter: '新しい通知書',
  computed: '登録時のパスワード',
}

/** 使えない・なくした: what works, in general before a proof and for this member after it. */
export const lost = {
  link: '使えない・なくした',
  title: '使えない・なくした方へ',
  lead: 'ログインに使うものがお手元にない場合の進み方です。',
  names: lostNames,
  ways: afterLosing,
  or: '、または',
  goesOn: (ways: string) => `続けると、次のいずれかで確認します：${ways}`,
  needsLetter: '続けるには、ご加入の健保組合がお送りする新しい通知書が必要です。',
  generic: [
    {
      title: 'パスワードを忘れた',
      text: '登録したメールアドレスにリンクをお送りします。開いた画面で、認証アプリや生体認証、回復用の番号などとあわせて設定し直せます。',
    },
    {
      title: 'スマートフォンをなくした・機種変更した',
      text: 'ユーザIDとパスワードでログインし、次の画面の「使えない・なくした」を押してください。メールに届くワンタイムパスワードで確認し、新しい端末を設定できます。パスワードがない方は「パスワードを忘れた方はこちら」からお進みください。',
    },
    {
      title: '登録したメールアドレスが使えない',
      text: 'パスワードと認証アプリ、または生体認証でログインできる方は、ログインしたあと、「プロフィール変更」の「Eメール変更」で新しいアドレスに変更してください。ログインできない方は、新しい通知書が必要です。',
    },
    {
      title: 'どれもわからない・手元にない',
      text: 'ご加入の健保組合までお問い合わせください。ご本人の確認後、登録住所に新しい通知書をお送りします。',
    },
  ],
  direct:
    'ユーザIDがわかる方は、「パスワードを忘れた方はこちら」から、認証アプリとパスワードをまとめて設定し直せます。',
  signedIn:
    'いまはログイン中です。ご用意できるまで、変更せずにポータルを使い続けられます。設定し直すときは、いったんログアウトして、もう一度ログインしてください。',
  toSignOut: 'ログアウトに進む',
  toReset: 'パスワードを忘れた方はこちら',
  toUserId: 'ユーザIDを忘れた方はこちら',
  toLetter: '通知書をお持ちの方はこちら',
  back: '前の画面に戻る',
}
