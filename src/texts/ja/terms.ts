/** The terms of use (TRM-01 … TRM-06). */
export const terms = {
  title: '利用規約',
  lead: '利用規約をご確認いただいた後、「同意する」を押してください。',
  updatedLead: '利用規約が更新されました。更新した利用規約をご確認いただいた後、「同意する」を押してください。',
  withdrawnLead: (date: string) =>
    `利用規約への同意は、${date}に取り消されています。もう一度ご利用になるには、利用規約をご確認いただいた後、「同意する」を押してください。`,
  version: (version: number) => `第${version}版`,
  effectiveOn: (date: string) => `${date}から有効`,
  changes: '今回の変更点',
  bodyLabel: '利用規約の本文',
  onlyJapanese: '利用規約は日本語のみです。',
  japaneseCounts: 'これは参考訳です。日本語の利用規約が正本です。',
  agree: '同意する',
  decline: '同意しない',
  versionsLink: 'これまでの利用規約を見る',
}

/** The versions of the terms, to be read again by anybody (TRM-06, GAP-06). */
export const termsVersions = {
  title: '利用規約の一覧',
  lead: '現在の利用規約と、これまでの利用規約をお読みいただけます。',
  states: { announced: '予定', inForce: '現在有効', past: '終了' },
  stands: {
    announced: 'この版は、まだ有効ではありません。',
    inForce: 'この版が現在有効です。',
    past: (until: string) => `この版は、${until}に新しい版に替わりました。`,
  },
  back: '利用規約の一覧に戻る',
}

/** After 同意しない (GAP-06). */
export const termsDeclined = {
  title: '同意されませんでした',
  lead: '利用規約に同意いただけない場合、このサービスはご利用いただけません。',
  nothingLost: 'ここまでの登録内容は失われていません。同意いただければ、いつでも続きから再開できます。',
  paper:
    'サービスを利用しなくても、健康保険の給付や手続きに影響はありません。書面での手続きは、ご加入の健保組合までお問い合わせください。',
  back: '利用規約をもう一度読む',
  leave: '中断してログアウトする',
  toTop: 'トップ画面に戻る',
}

/** What was agreed to, and taking it back (GAP-06). */
export const profileTerms = {
  title: '利用規約への同意',
  lead: '同意いただいた利用規約です。いつでもお読みいただけます。',
  acceptedOn: (date: string) => `${date}に同意`,
  withdrawnOn: (date: string) => `${date}に取り消し`,
  read: '読む',
  readVersion: (version: number) => `第${version}版を読む`,
  withdrawTitle: '同意の取り消し',
  meaning: [
    'どの端末でも、ポータルとサービスをご利用いただけなくなります。',
    'ユーザID、パスワード、認証方法、メールアドレスの登録はそのまま残ります。次にログインしたときに、もう一度同意いただくと、これまでどおりご利用いただけます。',
    '健康保険の給付や手続きに影響はありません。',
    '登録そのものの削除をご希望の方は、ご加入の健保組合までお問い合わせください。',
  ],
  withdraw: '同意を取り消す',
  back: 'プロフィールに戻る',
}

/** After the acceptance was taken back (GAP-06). */
export const termsWithdrawn = {
  title: '同意を取り消しました',
  lead: '利用規約への同意を取り消しました。ポータルとサービスは、いまからご利用いただけません。',
  kept: '登録した内容は、そのまま残っています。次にログインしたときに同意いただければ、これまでどおりご利用いただけます。',
  leave: 'ログアウトする',
  back: 'もう一度同意する',
}
