import type { LetterErrorCode } from '../codes.ts'
import { common } from './common.ts'

const errors: Record<LetterErrorCode, string> = {
  userIdMissing: 'ユーザIDを入力してください。',
  letterCodeMissing: '確認番号を入力してください。',
  letterCodeShape: '確認番号に打ち間違いがあるようです。通知書と見比べて、もう一度ご確認ください。',
  birthDateMissing: '生年月日を入力してください。',
  birthDateShape: '生年月日は、西暦8桁の数字で入力してください。例）1979年8月22日は 19790822',
  birthDateUnlisted: '年・月・日を、ご自身の生年月日のとおりにすべて選んでください。',
  noMatch: 'ユーザID、確認番号、生年月日のいずれかが一致しません。通知書と見比べて、もう一度ご確認ください。',
  tooMany: common.tooMany,
  busy: common.busy,
}

/** The page that opens a letter: where to find the numbers, and three fields. */
export const letter = {
  title: '初回ログイン',
  lead: '健保組合からお届けした通知書をご覧ください。',
  duration: '設定完了には10分程度かかります。',
  scanned: '通知書のQRコードから、ユーザIDと確認番号を読み取りました。生年月日を入力して「次へ」を押してください。',
  goOnTitle: 'この画面の手続きは済んでいます',
  goOnText: 'もう一度入力する必要はありません。「続きから」を選ぶと、先ほどの画面へ戻れます。',
  goOn: '続きから',
  stepsTitle: '設定の流れ',
  later: (step: string) => `${step}（次のログインで）`,
  needTitle: 'ご用意いただくもの',
  need: ['通知書', 'ご本人が受信できるメールアドレス', 'ご本人のスマートフォンまたはパソコン'],
  userId: 'ユーザID',
  userIdHint: '通知書に印字されています。',
  letterCode: '確認番号',
  letterCodeHint: '通知書に4桁ずつ区切って印字されています。区切りは入れても入れなくてもかまいません。',
  birthDateWhy: '本人確認のため、ご自身の生年月日を入力してください。',
  submit: '次へ',
  whereTitle: '番号はどこに書いてありますか？',
  where: [
    '通知書の上半分にQRコードが印字されています。',
    'QRコードのすぐ近くに「ユーザID」と「確認番号」があります。',
    'スマートフォンのカメラでQRコードを読み取ると、入力を省けます。',
  ],
  lostTitle: '通知書が見当たらないとき',
  lost: '通知書は再発行できます。ご加入の健保組合までお問い合わせください。新しい通知書を使うと、前の通知書は使えなくなります。',
  errors,
}
