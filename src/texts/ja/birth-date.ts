import type { BirthDateErrorCode } from '../codes.ts'
import { common } from './common.ts'

const errors: Record<BirthDateErrorCode, string> = {
  missing: '生年月日を入力してください。',
  shape: '生年月日は、西暦8桁の数字で入力してください。例）1979年8月22日は 19790822',
  unlisted: '年・月・日を、ご自身の生年月日のとおりにすべて選んでください。',
  noMatch: '入力した生年月日が、登録されている内容と一致しません。もう一度ご確認ください。',
  tooMany: common.tooMany,
}

/** Identity check at the first sign-in (BRT-01 … BRT-04). */
export const birthDate = {
  title: '生年月日の入力',
  lead: '初回ログイン時、本人確認のために生年月日での認証を実施します。ご自身の生年月日を入力してください。',
  submit: '次へ',
  advice:
    '何度か入力しても一致しない場合は、登録内容が異なっている可能性があります。ご加入の健保組合までお問い合わせください。',
  errors,
}
