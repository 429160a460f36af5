import type { DemoState } from './people.ts'

/** A line in Japanese with its English below. */
export type Words = { readonly ja: string; readonly en: string }

/** A state in words, and what can be tried with somebody who is in it. */
export type StateWords = { readonly name: Words; readonly tryThis: Words }

export const stateWords: Readonly<Record<DemoState, StateWords>> = {
  new: {
    name: { ja: 'はじめての人', en: 'First time' },
    tryThis: {
      ja: '通知書から初回ログインができます。メールアドレスは登録済みなので、確認するだけです。',
      en: 'First sign-in from the letter. The mail address is on file and only needs to be confirmed.',
    },
  },
  newWithoutMail: {
    name: { ja: 'はじめての人（メール登録なし）', en: 'First time, no mail address' },
    tryThis: {
      ja: '通知書から初回ログインができます。メールアドレスは自由に決めて入力してください（例：anyone@mail.example）。',
      en: 'First sign-in from the letter. Type any mail address you like; the mailbox shows every mail.',
    },
  },
  interrupted: {
    name: { ja: '途中でやめた人', en: 'Interrupted' },
    tryThis: {
      ja: 'メールアドレスの確認まで済んでいます。通知書をもう一度開くと、メールのコードのあと、続きから始まります。',
      en: 'The address is verified, nothing else. Open the letter again: after a mailed code it goes on from there.',
    },
  },
  active: {
    name: { ja: '利用中の人', en: 'Active' },
    tryThis: {
      ja: 'ユーザID（またはメールアドレス）とパスワード、アプリのコードでログインできます。',
      en: 'Sign in with user ID (or mail address), password and the code of the app.',
    },
  },
  activeTwoDevices: {
    name: { ja: 'アプリを2台登録した人', en: 'Active, two devices' },
    tryThis: {
      ja: 'ログインの途中で、登録デバイスを選びます。ここに出ているコードは1台目のものです。',
      en: 'Chooses a device while signing in. The code here belongs to the first one.',
    },
  },
  activeMailCode: {
    name: { ja: 'メール認証の人', en: 'Active, codes by mail' },
    tryThis: {
      ja: 'ユーザIDとパスワードのあと、「メール受信箱」に届く6桁の数字でログインできます。',
      en: 'Sign in with user ID and password, then with the six digits that arrive in the mailbox.',
    },
  },
  activeSeveral: {
    name: { ja: '認証方法が2つある人', en: 'Active, app and codes by mail' },
    tryThis: {
      ja: 'アプリとメールのどちらでもログインできます。次からは、最後に使った方法が先に出ます。',
      en: 'Signs in with the app or with a mailed code; the one used last is asked first the next time.',
    },
  },
  letterExpired: {
    name: { ja: '通知書の期限が切れた人', en: 'Letter expired' },
    tryThis: {
      ja: '通知書を開くと、期限切れの案内と、次にどうすればよいかが出ます。',
      en: 'The letter says that it has expired, and what to do next.',
    },
  },
  letterUsed: {
    name: { ja: '通知書を使い終わった人', en: 'Letter used' },
    tryThis: {
      ja: '通知書を開くと、いつ使われたかが出ます。ログインは、ふだんどおりにできます。',
      en: 'The letter says when it was used. Signing in works as usual.',
    },
  },
  methodWaiting: {
    name: { ja: '認証方法の設定が残っている人', en: 'Method still to be set up' },
    tryThis: {
      ja: 'メールアドレスとパスワードでログインすると、メールのコードのあと、認証方法の設定へ進みます（14日以内）。',
      en: 'Sign in with address and password: after a mailed code the method is set up (within 14 days).',
    },
  },
  methodOverdue: {
    name: { ja: '認証方法を設定しないまま14日を過ぎた人', en: 'Method not set up within 14 days' },
    tryThis: {
      ja: 'ログインすると、新しい通知書が必要になったことと、その理由が出ます。',
      en: 'Signing in says that a new letter is needed, and why.',
    },
  },
  mailUnverified: {
    name: { ja: 'メールアドレスの確認が残っている人', en: 'Address still to be verified' },
    tryThis: {
      ja: 'ユーザIDとパスワード、アプリのコードでログインし、ポータルからメールアドレスを確認します。',
      en: 'Sign in with user ID, password and code, then verify the address from the portal.',
    },
  },
  qualificationEnded: {
    name: { ja: '資格を失った人', en: 'No longer insured' },
    tryThis: {
      ja: '正しく入力してもログインできません。理由と問い合わせ先が出ます。',
      en: 'Cannot sign in even with everything right; the page says why and whom to ask.',
    },
  },
}

/** The sentences of the demo's start page. */
export const pageWords = {
  demo: { ja: 'デモ', en: 'Demo' },
  title: { ja: 'デモの入口', en: 'Start of the demo' },
  fictional: {
    ja: 'デモです。ここに出てくる人、組合、番号、メールアドレスは、すべて架空のものです。',
    en: 'Demo: fictional data. Nobody here exists, and nothing is sent to anybody.',
  },
  steps: [
    {
      ja: '下の一覧から人を選び、「通知書を開く」または「ログイン」へ進みます。',
      en: 'Choose somebody below, then open the letter or sign in.',
    },
    {
      ja: '届くメールは、すべて「メール受信箱」で読めます。',
      en: 'Every mail arrives in the mailbox.',
    },
    {
      ja: 'アプリのコードは、認証アプリの代わりにここでも見られます。30秒ごとに変わるので、使う前に「更新」を押してください。',
      en: 'The code of the authenticator app is shown here too. It changes every 30 seconds: reload before you use it.',
    },
  ],
  mailbox: { ja: 'メール受信箱', en: 'Mailbox' },
  signIn: { ja: 'ログイン', en: 'Sign in' },
  openLetter: { ja: '通知書を開く', en: 'Open the letter' },
  printedLetter: { ja: '印刷した通知書', en: 'Letter on paper' },
  birthDate: { ja: '生年月日', en: 'Birth date' },
  temporaryId: { ja: 'ユーザID（仮ID）', en: 'User ID (temporary)' },
  userId: { ja: 'ユーザID', en: 'User ID' },
  letterCode: { ja: '確認番号', en: 'Confirmation number' },
  password: { ja: 'パスワード', en: 'Password' },
  mail: { ja: 'メールアドレス', en: 'Mail address' },
  code: { ja: 'いまのコード', en: 'Current code' },
  reload: { ja: '更新', en: 'Reload' },
  secret: { ja: 'アプリの鍵', en: 'Key of the app' },
} as const
