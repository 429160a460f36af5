import type { PasswordAdviceCode, PasswordErrorCode } from '../codes.ts'
import { common } from './common.ts'

const errors: Record<PasswordErrorCode, (rule: { min: number; max: number }) => string> = {
  missing: () => 'パスワードを入力してください。',
  againMissing: () => 'パスワード確認用にも、同じパスワードを入力してください。',
  mismatch: () => '2つのパスワードが一致しません。もう一度入力してください。',
  tooShort: ({ min }) => `パスワードは${min}文字以上で入力してください。`,
  tooLong: ({ max }) => `パスワードは${max}文字以内で入力してください。`,
  common: () => 'よく使われているため、推測されやすいパスワードです。別のパスワードを入力してください。',
  repeated: () => '同じ文字の繰り返しが多く、推測されやすいパスワードです。別のパスワードを入力してください。',
  sequence: () => '「12345678」「abcdefgh」のような並びは、推測されやすいため設定できません。',
  context: () => 'お名前、生年月日、メールアドレス、健保組合の名前などから推測できるパスワードは設定できません。',
  containsUserId: () => 'ユーザIDを含むパスワードは設定できません。',
  sameAsUserId: () => 'パスワードはユーザIDと同じ文字列の設定は、禁止しております。',
  sameAsCurrent: () => '更新するパスワードは、現在ご使用中のパスワードでは更新できません。',
  notAllowedCharacter: () => 'パスワードに利用できない文字が含まれています。半角の英数字と記号で入力してください。',
  composition: () => 'パスワードは、数字・英字（半角小文字）と記号（@,&,$）等の組み合わせで入力してください。',
  busy: () => common.busy,
}

const advice: Record<PasswordAdviceCode, string> = {
  longer: 'もう少し長くすると、安全になります。15文字以上がおすすめです。',
  unrelatedWords: '関係のない言葉をいくつかつなげると、推測されにくくなります。',
  noPersonalData: 'お名前や生年月日など、ご自身に関わる言葉を避けてください。',
  noRepeats: '同じ文字の繰り返しを避けてください。',
  noSequences: '数字やキーボードの並びを避けてください。',
  noCommonPassword: 'よく使われている言葉を避けてください。',
}

/** New password (PWD-01 … PWD-12). */
export const password = {
  title: 'パスワードの更新',
  reason: {
    activation: 'アカウントを有効にするにはパスワードの更新が必要です。',
    reset: 'パスワードを変更する必要があります。',
    change: '新しいパスワードを入力してください。',
  },
  label: 'パスワード',
  again: 'パスワード確認用',
  againHint: '確認のため、同じパスワードをもう一度入力してください。',
  rule: (min: number, max: number) => `パスワードは${min}文字以上で入力してください。（最大${max}文字）`,
  compositionHint: (min: number) =>
    `※パスワードは、数字・英字（半角小文字）と記号（@,&,$）等の組み合わせで${min}文字以上としてください`,
  good: '長いほど安全です。関係のない言葉をいくつかつなげると、覚えやすく推測されにくくなります。',
  save: 'ブラウザやスマートフォンの「パスワードを保存」を使ってかまいません。',
  charactersTitle: 'パスワードに使える文字',
  letters: '半角英数字',
  signs: '記号',
  submit: '実行',
  errors,
  advice,
}
