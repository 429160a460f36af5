import type { MailErrorCode } from '../codes.ts'

const errors: Record<MailErrorCode, string> = {
  missing: 'メールアドレスを入力してください。',
  taken: '他のアカウントで設定されているメールアドレスです。別のメールアドレスを入力してください。',
  same: 'いまと同じメールアドレスです。変更する場合は、新しいメールアドレスを入力してください。',
  invalid: '無効なメールアドレスです。入力したメールアドレスに誤りがないかご確認ください。',
  tooLong: '設定可能なメールアドレスの最大文字数は255文字です。',
  tooMany: 'このメールアドレスへのメールが続いたため、ただいまお送りできません。時間をおいて、もう一度お試しください。',
}

/** The mail address of the account (EML-01 … EML-14, CON-04). */
export const mailAddress = {
  title: 'メールアドレスの更新',
  onFile: '健保組合に登録されているメールアドレスです。ご確認の上、「実行」を押してください。',
  onFileOptional: '※メールアドレスの変更は必須ではありません',
  fresh: '本人確認とご連絡に使うメールアドレスを入力して、「実行」を押してください。',
  label: 'メールアドレス',
  hint: 'ご本人がいま受信できるアドレスをご指定ください。このあと確認のメールをお送りします。',
  sender: (address: string) => `${address} からのメールを受信できるようにしておいてください。`,
  invalidExample: '例) 使用できない記号(?等)を入力、@マークの直前にドット(.)を入力 等',
  suggestion: (address: string) => `もしかして ${address} ではありませんか？`,
  suggestionHint: '入力したとおりでよい場合は、もう一度「実行」を押してください。',
  useSuggestion: (address: string) => `${address} に直して進む`,
  fixed:
    '健保組合に登録されているメールアドレスに、確認のメールをお送りします。メールに書かれた6桁の数字を、次の画面で入力してください。',
  fixedOther: 'このアドレスを受信できない場合は、通知書が必要です。ご加入の健保組合までお問い合わせください。',
  decline: 'メールアドレスを登録せずに進む',
  declineHint:
    'メールアドレスの登録は任意です。登録しないと、パスワードを忘れたときや端末をなくしたときは、通知書での再設定になります。',
  submit: '実行',
  errors,
}
