import type { MethodName } from '../codes.ts'
import { recoveryMails } from './mail-recovery.ts'

/** Whom the reader may call; the same on paper and on the page. */
type Desk = { societyName: string; name: string; phone: string; hours: string; mail?: string | undefined }

const methods: Record<MethodName, string> = {
  passkey: '生体認証',
  totp: 'ワンタイムパスワード (OTP) アプリ認証',
  mailCode: 'ワンタイムパスワード (OTP) メール認証',
}

/** What stands in every mail (MAIL-07, MAIL-08, MSG-06, MSG-14, MSG-15). */
const everyMail = {
  // Time and count make each subject a thread of its own, so that no mail hides behind an older one (MSG-15, FAQ-03).
  subject: (productName: string, title: string, time: string, count: number) =>
    `【${productName}】${title}（${time}${count > 1 ? `・${count}通目` : ''}）`,
  greeting: (name: string) => `${name} 様`,
  fact: (name: string, value: string) => `${name}：${value}`,
  until: (time: string) => `${time} まで`,
  unknownDevice: '不明',
  notMeLink: '心当たりがない',
  notMe: (days: number) =>
    `ログインは必要ありません。開いた画面のボタンを押すと、すべての端末からログアウトし、アカウントの利用をすぐに止めます。リンクは${days}日間有効です。`,
  sender: (address: string) => `このメールは ${address} から自動でお送りしています。返信はお受けできません。`,
  neverAsked: 'パスワードやワンタイムパスワードを、電話やメールでお聞きすることはありません。',
  bookmark: 'ログインするときは、メールからではなく、いつものブックマークから開いてください。',
  desk: ({ societyName, name, phone, hours, mail }: Desk) =>
    [
      `お問い合わせ：${name.startsWith(societyName) ? name : `${societyName} ${name}`}`,
      `電話 ${phone}（受付時間 ${hours}）`,
      ...(mail === undefined ? [] : [`メール ${mail}`]),
    ].join('\n'),
}

/** Confirmation of an address: the code first, the link second (EML-15 … EML-17, MSG-04). */
const confirmAddress = {
  title: 'メールアドレスの確認',
  lead: (productName: string) => `${productName}のメールアドレスを確認するためのワンタイムパスワード`,
  enter: '手続き中の画面に、この数字を入力してください。',
  orLink: 'または、次の「メールアドレスの確認」を押し、開いた画面のボタンを押してください。どちらか一方で完了します。',
  link: 'メールアドレスの確認',
  linkIsOurs: (host: string) =>
    `このリンクは ${host} のページを開きます。違うページが開いたときは、何も入力せずに閉じてください。`,
  expires: '有効期限',
  at: '手続きの日時',
  device: '手続きの端末',
  notMine: (productName: string) =>
    `もし${productName}にお心当たりがない場合は、恐れ入りますが、何もせずにこのメールを破棄してください。確認しないかぎり、何も変わりません。`,
}

/** The mailed code (MSG-05 … MSG-09, MOT-06). */
const proveCode = {
  title: 'ワンタイムパスワードのお知らせ',
  lead: (productName: string) => `${productName}にログインするためのワンタイムパスワード`,
  enter: 'ご自分で開いた画面にだけ入力してください。健保組合の職員を含め、誰にも教えないでください。',
  expires: '有効期限',
  at: 'お申し込みの日時',
  device: 'お申し込みの端末',
  notMine: (productName: string) =>
    `もし${productName}にお心当たりがない場合は、恐れ入りますが、このメールを破棄してください。`,
  notMeAtAll:
    'ログインしようとした覚えがない場合は、ほかの人にパスワードを知られているおそれがあります。下記までご連絡ください。',
}

/** The first sitting is done (MAIL-07: no link). */
const activated = {
  title: '初回ログインが完了しました',
  lead: (title: string) => `${title}の初回ログインが完了しました。`,
  at: '完了した日時',
  setUp: '設定したもの',
  userId: 'ユーザID',
  mail: 'メールアドレス',
  password: 'パスワード',
  method: (method: MethodName) => methods[method],
  join: (things: readonly string[]) => things.join('、'),
  notMine: '心当たりがない場合は、ほかの人が手続きをした可能性があります。次のリンクから、すぐに利用を止められます。',
}

/** Something about the sign-in was changed; told to the old and to the new address (MAIL-07: no link). */
const changed = {
  titles: {
    password: 'パスワードが変更されました',
    mail: 'メールアドレスが変更されました',
    method: '認証方法が変更されました',
    device: '登録デバイスが変更されました',
    userId: 'ユーザIDが変更されました',
    frozen: '利用が停止されました',
    restored: '利用の停止が解除されました',
    recoveryCodes: '回復用の番号が作成されました',
    terms: '利用規約への同意が取り消されました',
  },
  lead: (title: string, what: string) => `${title}の${what}。`,
  at: '変更した日時',
  frozen: '「心当たりがない」との連絡を受け、安全のため利用を停止しました。すべての端末からログアウトしています。',
  wayBack:
    '元に戻すには、いつものブックマークからログインし、登録済みの認証方法をすべて確認してください。ご自身の認証方法が使えない場合は、下記までご連絡のうえ、新しい通知書をお受け取りください。',
  restored:
    '登録済みの認証方法、または新しい通知書が確認されました。停止のきっかけとなった日時よりあとの登録は、元に戻していません。',
  mine: 'ご自身で変更された場合は、何もする必要はありません。',
  notMine: '心当たりがない場合は、ほかの人が手続きをした可能性があります。次のリンクから、すぐに利用を止められます。',
}

/** Somebody tried too often (LCK-01): silent on the screen, told here. No link (MAIL-07). */
const locked = {
  titles: {
    password: 'パスワードの入力を一時停止しました',
    letter: '通知書の番号の入力を一時停止しました',
    birthDate: '生年月日の入力を一時停止しました',
    secondFactor: 'ワンタイムパスワードの入力を一時停止しました',
    mailCode: 'ワンタイムパスワードの入力を一時停止しました',
  },
  lead: (title: string) => `${title}で、一致しない入力が続いたため、安全のため受付を一時停止しました。`,
  at: '停止した日時',
  until: '再開する日時',
  untilStaff: '健保組合へのご連絡後',
  mine: 'ご自身で入力された場合は、再開する日時のあとに、もう一度お試しください。',
  sooner: 'ログイン画面の「メールのワンタイムパスワードで、もう一度試す」から、早く再開することもできます。',
  otherWays:
    'これまでにログインしたことのあるブラウザや、生体認証（パスキー）からは、停止中もそのままログインできます。',
  askStaff: '再開するには、下記までご連絡ください。',
  notMine: '心当たりがない場合も、ログインはされていません。続けて届くときは、下記までご連絡ください。',
  notMineWithPassword:
    '心当たりがない場合は、ほかの人にパスワードを知られているおそれがあります。次のリンクから、すぐに利用を止められます。',
}

/** The code that opens a locked password for one try. */
const unlockCode = {
  title: 'パスワードをもう一度試すためのワンタイムパスワード',
  lead: (productName: string) => `${productName}でパスワードをもう一度試すためのワンタイムパスワード`,
  enter: 'ご自分で開いた画面に、パスワードと一緒に入力してください。健保組合の職員を含め、誰にも教えないでください。',
  expires: '有効期限',
  at: 'お申し込みの日時',
  notMine: '心当たりがない場合は、何もせずにこのメールを破棄してください。この数字だけではログインできません。',
}

/** The first sign-in by mail (ISS-03). */
const invitation = {
  title: '初回ログインのご案内',
  lead: (society: string, title: string) =>
    `${society}の「${title}」をご利用いただけるようになりました。次のリンクから、初回ログインへお進みください。設定完了には10分程度かかります。`,
  prepare: 'ご本人の確認のため、生年月日をおたずねします。パスワードをおたずねすることはありません。',
  link: '初回ログインをはじめる',
  notMine: 'お心当たりがない場合は、恐れ入りますが、このメールを破棄してください。何も変わりません。',
}

/** To the desk of the society; it names nobody. */
const frozenMember = {
  title: '加入者の利用を停止しました',
  lead: (title: string) =>
    `${title}で、加入者から「心当たりがない」との連絡があり、そのアカウントの利用を停止しました。すべての端末からログアウトしています。`,
  at: '停止した日時',
  list: (command: string) =>
    `個人情報を保護するため、どなたかはメールに記載していません。運営担当に次のコマンドでの確認をご依頼ください。\n${command}`,
  next: 'ご本人が登録済みの認証方法で元に戻せない場合は、ご本人を確認のうえ、2名の確認で新しい通知書を発行してください。',
}

export const mail = {
  everyMail,
  confirmAddress,
  proveCode,
  activated,
  changed,
  locked,
  unlockCode,
  invitation,
  frozenMember,
  ...recoveryMails,
}
