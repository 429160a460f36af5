import type { MethodErrorCode, MethodName, UserIdErrorCode } from '../codes.ts'

const names: Record<MethodName, string> = {
  passkey: '生体認証',
  totp: 'ワンタイムパスワード (OTP) アプリ認証',
  mailCode: 'ワンタイムパスワード (OTP) メール認証',
}

const explanations: Record<MethodName, string> = {
  passkey: 'ご利用端末の顔認証や指紋認証を用いて認証します。',
  totp: '認証アプリをインストールし、アプリに表示されるワンタイムパスワードを用いて認証します。',
  mailCode: '設定したメールアドレス宛てに送付されるワンタイムパスワードを用いて認証します。',
}

const notes: Record<MethodName, string> = {
  passkey:
    '※お手持ちのスマートデバイスに生体認証機能 (例：顔認証、指紋認証) が備わっている方のみ生体認証を選択できます。',
  totp: 'スマートフォンにもパソコンにも無料のアプリがあります。',
  mailCode: 'ログインのたびに、メールで6桁の数字が届きます。',
}

const errors: Record<MethodErrorCode, string> = {
  missing: '認証方法を選択してください。',
  unavailable: '選択した認証方法は、いま利用できません。ほかの認証方法を選択してください。',
}

type UserIdLimits = { min: number; max: number; badCharacters: readonly string[] }

const userIdErrors: Record<UserIdErrorCode, (rule: UserIdLimits) => string> = {
  missing: () => 'ユーザIDを入力してください。',
  tooShort: ({ min }) => `ユーザIDは${min}文字以上で入力してください。`,
  tooLong: ({ max }) => `ユーザIDは${max}文字以内で入力してください。`,
  forbidden: ({ badCharacters }) =>
    `ユーザIDに利用できない文字が含まれています${badCharacters.length > 0 ? `（${badCharacters.join(' ')}）` : ''}。「利用不可文字一覧を見る」をご確認ください。`,
  taken: () => 'このユーザIDは使われています。別のユーザIDを入力してください。',
  notYourMail: () => 'メールアドレスの形のユーザIDは、ご自身の確認済みのメールアドレスだけが使えます。',
}

const phoneInstead =
  '※PCに生体認証機能がない場合でも、スマートフォンの生体認証機能を利用してログインすることができます。'

/** User ID and method (UID-08 … UID-12, UID-44, MTH-01 … MTH-19). */
export const method = {
  title: '認証方法の設定',
  titleWithUserId: 'ユーザIDの変更・認証方法の設定',
  canChangeUserId: 'ユーザIDの変更が可能です。',
  needed: '認証方法の設定が必要です。',
  chooseAny: '生体認証、OTP(ワンタイムパスワード)認証のいずれかを選択してください。',
  chooseOtp: 'OTP(ワンタイムパスワード)認証のアプリ、メールのいずれかを選択してください。',
  chooseOneOf: (one: string, other: string) => `※ ${one} または ${other} を選んでください。`,
  userId: 'ユーザID',
  userIdHint: (min: number, max: number) =>
    `ユーザIDは、数字・英字の組合せで${min}文字以上、${max}文字以内で入力します。`,
  userIdSigns: '記号は -（ハイフン） _（アンダーバー） .（ドット） @（アットマーク）が使えます。',
  userIdCase: 'ユーザIDの英字は全て小文字として扱います（大文字での入力は可能ですが、小文字に変換されます）。',
  forbiddenClosed: '利用不可文字一覧を見る',
  forbiddenOpen: '利用不可文字一覧を表示',
  forbiddenHead: '以下の文字はユーザIDに利用できません：',
  method: '認証方法',
  methodHint: 'ご加入の健保組合のご案内に基づいて認証方法を選択し、設定をお願いします。',
  names,
  explanations,
  notes,
  recommended: '推奨',
  since: (date: string) => `※${date}より追加された認証方法`,
  mailTo: (address: string) => `送信先：${address}`,
  otpMeans: '※OTPは、ワンタイムパスワードの略称です。',
  mfaTitle: 'なぜ認証方法の設定が必要ですか？',
  mfa: '多要素認証とは、2つ以上の要素で認証（本人確認）を行うことです。パスワードが他人に知られても、もう1つの確認があるため、大切な健康の情報が守られます。',
  later: '認証方法は後から追加することも可能です。',
  passkeyTitle: '生体認証を選ぶ前にご確認ください',
  passkeyNotes: [
    '設定を進める前に、ご利用になる端末に備わっている生体認証機能(※)の設定がされているかご確認ください。',
    '※スマートフォンの「生体認証」の設定がされていないと「生体認証」は利用出来ません。ログイン前に必ずご自身で設定をしてください。',
    '(注) 生体認証機能が設定されていない場合はログイン出来ません',
    phoneInstead,
    '生体認証(例：顔認証、指紋認証)の設定方法や確認手順は、端末のメーカーや機種により異なります。',
    '※健保組合では端末自体の設定対応は出来ません',
  ],
  phoneInstead,
  noAuthenticatorTitle: 'この端末では、顔・指紋・画面ロックが見つかりません',
  noAuthenticator: 'スマートフォンの生体認証を使うか、ほかの認証方法を選択してください。',
  submit: '実行',
  errors,
  userIdErrors,
}
