import type { MethodName } from '../codes.ts'

const missing: Record<MethodName, string> = {
  passkey: '生体認証の設定',
  totp: '認証アプリの設定',
  mailCode: 'メール認証の設定',
}

/** The portal of a signed-in member (PLT-20 … PLT-24, FST-16, FST-19). */
export const portal = {
  greeting: (name: string) => `${name} さん`,
  serviceEyebrow: 'Service',
  services: 'サービスメニュー',
  noServices: 'ご利用いただけるサービスは、準備ができしだいここに表示されます。',
  activated: '設定が完了しました。ご登録ありがとうございました。',
  lockedTitle: 'あと1つ：認証方法',
  locked: (what: string) => `${what}が済むと、サービスをご利用いただけます。`,
  lockedUntil: (day: string) => `${day}を過ぎると、続きには新しい通知書が必要になります。引き続き設定をお願いします。`,
  heldTitle: '健保組合が確認しています',
  held: '登録内容を健保組合が確認しています。確認が済むと、サービスをご利用いただけます。手続きは必要ありません。',
  heldTile: '確認が済むと利用できます',
  lockedTile: '認証方法の設定後に利用できます',
  missing,
  pendingMailTitle: 'メールアドレスの確認をお願いします',
  pendingMail: (address: string) =>
    `${address} の確認がまだ済んでいません。確認が済むまで、このアドレスではログインできず、大切なご連絡もお送りできません。`,
  pendingMailAction: 'メールアドレスを確認する',
  goOn: '認証方法を設定する',
  signInAgainTitle: 'もう一度ログインしてください',
  signInAgain:
    '前回のログインから12時間以上たっています。安全のため、サービスをご利用になる前に、もう一度ログインしてください。',
  signInAgainAction: 'もう一度ログインする',
  signInAgainTile: 'もう一度ログインすると利用できます',
  fewCodes: (left: number) => `回復用の番号が残り${left}個です。`,
  fewCodesAction: '新しい番号を作る',
  oneMethod: 'ログイン方法が1つだけです。もう1つ登録しておくと、端末をなくしたときも安心です。',
}

/** The log-out page (OUT-02, OUT-03, OUT-05). */
export const signOut = {
  title: 'ログアウト',
  question: 'ログアウトしてもよろしいですか？',
  text: '共用のパソコンをお使いの場合は、必ずログアウトしてください。',
  missingTitle: 'あと1つ：認証方法',
  missing: '認証方法の設定がまだ済んでいません。いまログアウトした場合は、次のログインのあとに続きから設定できます。',
  missingUntil: (day: string) => `設定は${day}までにお願いします。過ぎると、続きには新しい通知書が必要になります。`,
  submit: 'ログアウトする',
  cancel: 'キャンセル',
}
