import type { FrameNotice, StepName } from '../codes.ts'

const notices: Record<FrameNotice, string> = {
  doneElsewhere:
    'この手続きは、別の画面（タブ）ですでに済んでいます。いま送信された内容は使われていません。続きからお進みください。',
  methodChosenElsewhere:
    '認証方法は、別の画面（タブ）ですでに選択されています。いま送信された選択は使われていません。続きからお進みください。',
}

const steps: Record<StepName, string> = {
  openLetter: '通知書の確認',
  birthDate: '生年月日の確認',
  terms: '利用規約',
  mail: 'メールアドレス',
  mailCode: 'メール認証',
  method: '認証方法',
  password: 'パスワード',
  enrol: '認証方法の設定',
  passkeyName: '認証ラベルの登録',
  recoveryPaper: '控えの保管',
  prove: '本人確認',
}

/** What stands around every page. */
export const frame = {
  skip: '本文へ移動',
  menu: 'メニュー',
  signIn: 'ログイン',
  interrupt: '中断する',
  signOutOf: (name: string) => `${name}（ログアウト画面へ）`,
  languages: '言語',
  languageName: '日本語',
  progress: (at: number, of: number) => `全${of}ステップ中、${at}ステップ目`,
  steps,
  helpTitle: 'お困りのときは',
  helpText: '手続きでお困りのときは、ご加入の健保組合までお問い合わせください。',
  phone: '電話',
  hours: '受付時間',
  errorTitlePrefix: 'エラー',
  notices,
  stayHint: (minutes: number) => `安全のため、${minutes}分間操作がないと自動的に終了します。`,
  stayWarning: 'まもなく、操作がないため自動的に終了します。続ける場合は「このまま続ける」を押してください。',
  stayLast: 'まもなく、ご利用時間の上限のため終了します。終了後に、もう一度ログインしてください。',
  stayAction: 'このまま続ける',
  stayed: '延長しました。このまま続けられます。',
  stayOver: '時間がたったため、終了しました。続けるには、もう一度ログインしてください。',
}
