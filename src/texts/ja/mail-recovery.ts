type Factor = 'password' | 'passkey' | 'totp' | 'mailCode' | 'recoveryCode' | 'letter' | 'computed'

/** The link for a forgotten password (REC-04, REC-05, MSG-12). */
const reset = {
  title: 'パスワードのリセット',
  lead: (title: string) => `${title}のパスワードを忘れた方からのお申し込みを受け付けました。`,
  link: 'パスワードをリセット',
  lifetime: (minutes: number) =>
    `「パスワードをリセット」リンクの有効時間は${minutes}分です。無効になった際は、もう一度「パスワードを忘れた方はこちら」からお申し込みください。`,
  expires: '有効期限',
  next: 'リンクを開くと確認の画面が表示されます。ボタンを押すと、ほかにご用意いただくものをその画面でご案内します。お申し込みと違う端末やブラウザで開いてもかまいません。',
  linkIsOurs: (host: string) =>
    `このリンクは ${host} のページを開きます。違うページが開いたときは、何も入力せずに閉じてください。`,
  notMine:
    '心当たりがない場合は、何もせずにこのメールを破棄してください。リンクのボタンを押さないかぎり、何も変わりません。',
}

/** The forgotten user ID (FID-06, MSG-13). */
const userId = {
  title: 'ユーザIDのご案内',
  lead: (title: string) => `${title}のユーザIDをご案内します。`,
  userId: 'ユーザID',
  byMail: 'ユーザIDのかわりに、このメールアドレスでもログインできます。',
  notMine:
    '心当たりがない場合は、ほかの人があなたの生年月日とメールアドレスを入力した可能性があります。このメールだけではログインできません。',
}

const factors: Record<Factor, string> = {
  password: 'パスワード',
  passkey: '生体認証（パスキー）',
  totp: '認証アプリ',
  mailCode: 'メール認証',
  recoveryCode: '回復用の番号',
  letter: '通知書',
  computed: '登録時のパスワード',
}

const rungs: Record<'twoKinds' | 'direct' | 'letter', string> = {
  twoKinds: '2種類の確認',
  direct: 'メールのリンク',
  letter: '新しい通知書',
}

/** Somebody came back by a recovery (MAIL-07: no link). */
const recovered = {
  title: 'ログイン方法が再設定されました',
  lead: (title: string) => `${title}で、ログイン方法を再設定する手続きが行われました。`,
  at: '手続きの日時',
  by: '確認の方法',
  replaced: '使えなくなったもの',
  factors,
  rungs,
  join: (things: readonly string[]) => things.join('、'),
  mine: 'ご自身の手続きであれば、何もする必要はありません。',
  notMine: '心当たりがない場合は、ほかの人が手続きをした可能性があります。次のリンクから、すぐに利用を止められます。',
}

export const recoveryMails = { reset, userId, recovered }
