import type { LetterMail } from '../codes.ts'

const address: Record<LetterMail, string> = {
  code: '利用規約を確認し、メールアドレスに届く6桁の番号を入力します。',
  afterwards: '利用規約を確認し、メールアドレスを登録します。',
  optional: '利用規約を確認し、お持ちの方はメールアドレスを登録します。',
}

/** The printed letter (ISS-06, MSG-02, LET-01). The words for its numbers are those of the page that asks for them. */
export const letterPrint = {
  title: '健保組合からのWebサービスのご案内',
  addressee: (name: string) => `${name}\u00a0様`,
  issued: '発行日',
  desk: 'お問い合わせ',
  phone: '電話',
  hours: '受付時間',
  mail: 'メール',
  lead: (title: string, mail: LetterMail) => [
    `「${title}」を、スマートフォンやパソコンからご利用いただけます。`,
    'はじめての方は、下の番号とご自身の生年月日で、初回ログインの手続きをお願いします。',
    `${mail === 'optional' ? '' : 'ご本人が受信できるメールアドレスをご用意ください。'}手続きは10分程度で終わります。`,
  ],
  scanTitle: 'スマートフォンの方',
  scan: 'カメラで読み取ってください。',
  qrLabel: '初回ログインの画面を開くQRコード',
  typeTitle: 'パソコンの方',
  type: 'ブラウザのアドレス欄に入力してください。',
  userId: 'ユーザID（仮ID）',
  letterCode: '確認番号',
  expires: '有効期限',
  until: (day: string) => `${day}まで`,
  safeTitle: '偽のメールや電話にご注意ください',
  safe: (host: string, sender: string) => [
    `番号などは、アドレスが ${host} の画面にだけ入力してください。`,
    `当組合からのメールは ${sender} からお送りします。`,
    'パスワードや確認番号などを、電話やメールでお聞きすることはありません。',
  ],
  cut: '切り取り線',
  recoveryTitle: '下半分は切り取って、大切に保管してください',
  recoveryNumber: '回復用の番号',
  recovery: [
    'スマートフォンをなくしたときなどに、もう一度ログインできるようにするための番号です。',
    'この番号だけではログインできません。ご登録のメールと組み合わせて、はじめて使えます。',
    '初回ログインの手続きが終わるまでは使えません。',
    '写真に撮ったり、人に教えたりしないでください。電話やメールでお聞きすることもありません。',
  ],
  number: '整理番号',
  confidential: '親展',
  stepsTitle: 'はじめての手続き（3つの手順）',
  steps: (minutes: number, mail: LetterMail) => [
    'QRコードを読み取るか、アドレスを入力して画面を開き、生年月日を入力します。',
    address[mail],
    `ログインの方法を選んで登録します。全部で${minutes}分程度で終わります。`,
  ],
  openInside: 'はがれにくいときは、角からゆっくりはがしてください。番号は内側に印刷されています。',
  tellNobody: 'ここに書かれた番号を、人に教えたり写真に撮ったりしないでください。',
  keepHere: 'この番号は、手続きの後も大切に保管してください。',
}
