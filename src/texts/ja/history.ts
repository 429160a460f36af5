import type { ShownName } from '../../audit/shown-events.ts'

/** What an event says about itself: small facts, none of them secret. */
type Detail = Readonly<Record<string, unknown>>

const things: Readonly<Record<string, string>> = {
  password: 'パスワード',
  passkey: '生体認証',
  totp: '認証アプリのワンタイムパスワード',
  mailCode: 'メールのワンタイムパスワード',
  recoveryCode: '回復用の番号',
  letter: '通知書の番号',
  birthDate: '生年月日',
  secondFactor: 'ワンタイムパスワード',
}
const devices: Readonly<Record<string, string>> = { totp: '認証アプリ', passkey: '生体認証' }
const methods: Readonly<Record<string, string>> = {
  passkey: '生体認証',
  totp: 'OTPアプリ認証',
  mailCode: 'OTPメール認証',
}
const named = (words: Readonly<Record<string, string>>, key: unknown, otherwise: string): string =>
  words[String(key)] ?? otherwise

const sentences: Record<ShownName, (detail: Detail) => string> = {
  'account.changed': () => '健保組合の登録情報（氏名など）が更新されました',
  'account.closed': () => '健保組合が利用を終了しました',
  'account.reopened': () => '健保組合が利用を再開しました',
  'account.frozen': () => '「心当たりがない」との連絡により、利用を停止しました',
  'account.restored': ({ by }) =>
    by === 'letter' ? '新しい通知書により、利用の停止を解除しました' : '本人の確認により、利用の停止を解除しました',
  'address.changed': () => '健保組合が郵送先の住所を登録しました',
  'attempt.failed': ({ kind }) => `${named(things, kind, '入力内容')}が一致しませんでした`,
  'attempt.locked': ({ kind }) => `一致しない入力が続いたため、${named(things, kind, '入力')}の受付を一時停止しました`,
  'attempt.unlocked': () => '健保組合が入力の一時停止を解除しました',
  'computed.opened': () => '記号・番号・生年月日による初回ログインが始まりました',
  'device.removed': ({ factor }) =>
    factor === 'mailCode'
      ? 'OTPメール認証を削除しました'
      : `${named(devices, factor, 'デバイス')}のデバイスを削除しました`,
  'device.renamed': ({ factor }) => `${named(devices, factor, 'デバイス')}のデバイスの名前を変更しました`,
  'factor.proven': ({ factor }) => `${named(things, factor, '本人')}を確認しました`,
  'hold.released': () => '健保組合がサービスの利用を開始しました',
  'language.chosen': () => '言語を変更しました',
  'letter.cancelled': () => '通知書が取り消されました',
  'letter.issued': () => '通知書が発行されました',
  'letter.opened': ({ by }) => (by === 'mail' ? '初回ログインのメールが開かれました' : '通知書の番号が入力されました'),
  'letter.returned': () => '通知書が宛先不明で戻り、使えなくなりました',
  'mail.changed': () => 'メールアドレスを変更しました',
  'mail.codeSent': () => '確認のメールをお送りしました',
  'mail.declined': () => 'メールアドレスを登録しないことを選びました',
  'mail.submitted': () => 'メールアドレスを入力しました',
  'mail.verified': () => 'メールアドレスを確認しました',
  'mailCode.bound': () => 'OTPメール認証を設定しました',
  'method.chosen': ({ method }) => `認証方法を「${named(methods, method, 'ほかの方法')}」にしました`,
  'passkey.bound': () => '生体認証を登録しました',
  'passkey.counterRolledBack': () => '生体認証の使われ方に、ふだんと違う点がありました',
  'passkey.named': () => '生体認証に名前を付けました',
  'password.changed': () => 'パスワードを変更しました',
  'password.set': () => 'パスワードを設定しました',
  'recovery.asked': () => 'パスワードを忘れた方の手続きが申し込まれました',
  'recovery.granted': () => 'ログイン方法を再設定する手続きが行われました',
  'recovery.linkUsed': () => 'パスワードをリセットするリンクが使われました',
  'recoveryCodes.made': () => '回復用の番号を作成しました',
  'recoveryCodes.spent': () => '回復用の番号を使用しました',
  'recoveryPaper.kept': () => '控えを保管したことを確認しました',
  'terms.accepted': () => '利用規約に同意しました',
  'terms.withdrawn': () => '利用規約への同意を取り消しました',
  'totp.bound': () => '認証アプリを登録しました',
  'userId.asked': () => 'ユーザIDの案内が申し込まれました',
  'userId.changed': () => 'ユーザIDを変更しました',
  'userId.chosen': () => 'ユーザIDを決めました',
  'visit.ended': ({ which }) =>
    which === 'one' ? 'ほかの端末を1台ログアウトしました' : 'ほかの端末をすべてログアウトしました',
  'visit.opened': () => 'ログインの操作が始まりました',
  'visit.signedOut': () => 'ログアウトしました',
}

/** ログインの履歴: what happened to the account, in plain words. */
export const history = {
  menu: 'ログインの履歴',
  title: 'ログインの履歴',
  lead: 'このアカウントで行われた操作を、新しい順に表示しています。',
  notMeWhy:
    '身に覚えのない操作があれば「心当たりがない」を押してください。確認の画面で、アカウントの利用をすぐに止められます。',
  sentences,
  here: 'この端末（今回のログイン）',
  unknownDevice: '端末は不明',
  noDevice: 'ログインの外で',
  notMe: '心当たりがない',
  notMeOf: (what: string, at: string) => `心当たりがない（${at} ${what}）`,
  none: 'まだ履歴がありません。',
  older: 'これより前の履歴を見る',
  newest: '最新の履歴に戻る',
  toVisits: 'ログイン中の端末を見る',
}

/** ログイン中の端末: where the member is signed in. */
export const visits = {
  menu: 'ログイン中の端末',
  title: 'ログイン中の端末',
  lead: 'いまログインしている端末（ブラウザ）です。使わなくなったものや、見覚えのないものはログアウトできます。',
  here: 'この端末',
  half: 'ログインの途中',
  halfWhy: '認証がすべては済んでいません。見覚えがない場合は、パスワードを知られているおそれがあります。',
  unknown: '不明な端末',
  startedAt: (time: string) => `ログイン ${time}`,
  lastSeenAt: (time: string) => `最終利用 ${time}`,
  end: 'ログアウトさせる',
  endOf: (browser: string, time: string) => `${browser}（ログイン ${time}）をログアウトさせる`,
  endHere: 'ログアウト',
  endOthers: 'ほかの端末をすべてログアウトさせる',
  onlyHere: 'ほかにログインしている端末はありません。',
  done: { one: 'ログアウトさせました。', others: 'ほかの端末をすべてログアウトさせました。' },
  gone: 'その端末は、すでにログアウトしています。',
  notMe: '見覚えのない端末があったときは、ログアウトさせるだけでなく、履歴を確認してください。',
  toHistory: 'ログインの履歴を見る',
}

/** 「心当たりがない」: the page behind the link. */
export const notMe = {
  title: '心当たりがない',
  lead: '身に覚えのない操作があったときは、アカウントの利用をすぐに止められます。',
  at: '操作の日時',
  whatTitle: '「利用を止める」を押すと',
  what: [
    'すべての端末からログアウトします。',
    'ご本人の確認が済むまで、誰もログインできなくなります。',
    '健保組合と、登録済みのメールアドレスにお知らせします。',
  ],
  back: '元に戻すには、この操作より前から登録していた認証方法をすべて確認するか、新しい通知書が必要です。この操作のころに変更した認証方法やパスワードは、元に戻すときに使えません。',
  submit: '利用を止める',
  mine: 'ご自身の操作であれば、何もせずにこの画面を閉じてください。何も変わりません。',
  toHistory: 'ログインの履歴に戻る',
  frozenTitle: '利用を停止しました',
  frozen: 'すべての端末からログアウトしました。いまは誰もログインできません。',
  nextTitle: 'このあとの手続き',
  next: [
    'この操作より前から登録していた認証方法が使える場合：ログインして、それをすべて確認すると、元に戻せます。戻したあと、パスワードを変更してください。',
    '認証方法が使えない場合、そのころに変更された場合：健保組合にご連絡ください。ご本人を確認のうえ、新しい通知書をお送りします。',
    'メールを見られたおそれがある場合：メールのパスワードも変更してください。',
  ],
  toSignIn: '元に戻す（ログイン画面へ）',
  contact: '健保組合に問い合わせる',
  restoredTitle: 'このリンクは使えません',
  restored:
    'このリンクが作られたあとに、利用の停止が解除されています。新たに身に覚えのない操作があったときは、ログインして「ログインの履歴」からお知らせください。',
  closedTitle: 'このアカウントは利用を終了しています',
  closed: '止める必要はありません。ご不明な点は、ご加入の健保組合までお問い合わせください。',
  expiredTitle: 'リンクの有効期限が切れています',
  expired: 'ログインして「ログインの履歴」からお知らせいただくか、ご加入の健保組合までお問い合わせください。',
  unknownTitle: 'リンクが正しくありません',
  unknown: 'メールのリンクをもう一度開くか、ご加入の健保組合までお問い合わせください。',
}

/** 元に戻す: the step that lifts a freeze. */
export const restore = {
  title: '利用の停止を解除します',
  lead: {
    ownFactors: 'ご本人の確認が済みました。「元に戻す」を押すと、利用を再開します。',
    letter: '新しい通知書を確認しました。「元に戻す」を押すと、利用を再開し、ログイン方法を設定しなおします。',
  },
  gone: {
    ownFactors:
      '身に覚えのない操作が始まったときよりあとに登録されたもの（デバイス、パスワード、メールアドレス）は、安全のため削除します。',
    letter: 'これまでのパスワードと登録済みのデバイスは、安全のためすべて削除します。',
  },
  submit: '元に戻す',
  banner:
    '「心当たりがない」との連絡により、利用を停止しています。元に戻すため、登録済みの認証方法をすべて確認します。',
  done: '元に戻しました。安全のため、このあとパスワードを更新し、見覚えのないデバイスがないことを確認してください。',
}
