import type { RefusalExit, RefusalReason } from '../codes.ts'

/** `letter`: how the way to the page of the letter is called, where nobody has seen that page yet. */
type Words = { title: string; text: string; timed?: (time: string) => string; letter?: string }

const reasons: Record<RefusalReason, Words> = {
  qualificationEnded: {
    title: '現在はご利用いただけません',
    text: '健保組合の資格が確認できないため、このサービスをご利用いただけません。資格についてご不明な点は、ご加入の健保組合までお問い合わせください。',
  },
  closed: {
    title: '現在はご利用いただけません',
    text: 'このアカウントは利用を終了しています。お心当たりがない場合は、ご加入の健保組合までお問い合わせください。',
  },
  frozen: {
    title: '安全のため、利用を停止しています',
    text: '「心当たりがない」とのご連絡により、このアカウントの利用を停止しています。お使いの方法だけでは元に戻せないため、停止のあとに発行された新しい通知書が必要です。ご加入の健保組合までお問い合わせください。',
  },
  letterUsed: {
    title: 'この通知書は使用済みです',
    text: '初回ログインは済んでいます。ログイン画面からお進みください。',
    timed: (time) => `使用された日時：${time}`,
  },
  letterExpired: {
    title: '通知書の有効期限が切れています',
    text: '新しい通知書をお送りします。ご加入の健保組合までお問い合わせください。',
    timed: (time) => `有効期限：${time}`,
  },
  letterReplaced: {
    title: '新しい通知書をご利用ください',
    text: 'この通知書のあとに、新しい通知書が発行されています。いちばん新しい通知書に書かれた番号を入力してください。',
  },
  invitationUsed: {
    title: 'このご案内は使用済みです',
    text: '初回ログインは済んでいます。ログイン画面からお進みください。',
    timed: (time) => `使用された日時：${time}`,
  },
  invitationExpired: {
    title: 'ご案内の有効期限が切れています',
    text: '新しいご案内をお送りします。ご加入の健保組合までお問い合わせください。',
    timed: (time) => `有効期限：${time}`,
  },
  invitationReplaced: {
    title: '新しいご案内をご利用ください',
    text: 'このメールのあとに、新しいご案内のメールまたは通知書が発行されています。いちばん新しいものからお進みください。',
    letter: '通知書の番号を入力する',
  },
  letterNeeded: {
    title: '新しい通知書が必要です',
    text: '認証方法を設定できる期間が過ぎたか、利用できる認証方法がありません。安全のため、続きには新しい通知書が必要です。お手元にない場合は、ご加入の健保組合までお問い合わせください。',
  },
  beginByLetter: {
    title: '通知書が必要です',
    text: '記号・番号・生年月日のパスワードでは、続きに進めません。確認のメールをお送りできるアドレスが健保組合に登録されていないか、通知書が発行されているためです。通知書に書かれた番号で、初回ログインをはじめてください。お手元にない場合は、ご加入の健保組合までお問い合わせください。',
    letter: '通知書の番号を入力する',
  },
  recovered: {
    title: '再設定が完了しました',
    text: '新しいパスワードと認証方法で、ログイン画面からログインしてください。',
  },
  signInAgain: {
    title: 'もう一度ログインしてください',
    text: '安全のため、続けるにはもう一度ログインが必要です。',
    letter: '通知書の番号を入力する',
  },
}

const exits: Record<RefusalExit, string> = {
  signIn: 'ログイン画面へ',
  letter: '別の通知書を入力する',
  top: 'トップ画面に戻る',
  contact: '健保組合に問い合わせる',
  forgotPassword: 'パスワードを忘れた方はこちら',
  signOut: 'ログアウトする',
}

const notMe = {
  title: '心当たりがない',
  text: 'ご自身で手続きをしていない場合は、ほかの人が先に手続きをした可能性があります。「利用を止める」に進むと、すぐに止められます。下記にご連絡いただければ、ご本人の確認後、新しい通知書をお送りします。',
  stop: '利用を止める',
}

/** Knowing refusals: why, and where to go from here. */
export const refused = { reasons, exits, notMe }
