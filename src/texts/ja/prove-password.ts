import type { ProvePasswordErrorCode, ProvePasswordReason } from '../codes.ts'
import { common } from './common.ts'

const errors: Record<ProvePasswordErrorCode, string> = {
  missing: 'パスワードを入力してください。',
  wrong: 'パスワードが正しくありません。大文字・小文字などを確かめて、もう一度入力してください。',
  tooMany: common.tooMany,
  busy: common.busy,
}

const reasons: Record<ProvePasswordReason, string> = {
  secondFactor: 'ご本人の確認のため、現在のパスワードを入力してください。',
  resume: 'ご本人の確認のため、現在のパスワードを入力してください。',
  stepUp: '大切な手続きのため、もう一度パスワードを入力してください。',
  recovery: 'お手続きを続けるには、パスワードを入力してください。',
  restore: '利用の停止を解除するため、現在のパスワードを入力してください。',
  freshness: '前回の確認から時間がたったため、もう一度パスワードを入力してください。',
}

/** The password once more, of somebody who is identified already. */
export const provePassword = {
  title: 'パスワードの確認',
  reasons,
  label: 'パスワード',
  submit: '次へ',
  way: 'パスワード',
  errors,
}
