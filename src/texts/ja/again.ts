import type { AgainErrorCode } from '../codes.ts'
import { common } from './common.ts'

/** Asking a signed-in member once more (RAU-01 … RAU-03, CON-25). */
export const again = {
  title: '続行するには再度認証してください',
  back: '戻る',
  userId: 'ユーザID',
  password: 'パスワード',
  submit: 'ログイン',
  forgot: 'パスワードを忘れた方はこちら',
  errors: {
    missing: 'パスワードを入力してください。',
    wrong: 'パスワードが正しくありません。',
    tooMany: common.tooMany,
    busy: common.busy,
  } satisfies Record<AgainErrorCode, string>,
}
