/** The public top page (PLT-18, PLT-19, PLT-23). */
export const top = {
  audience: '被保険者・被扶養者のみなさまへ',
  lead: '健康保険の手続きやお知らせを、いつでもご自宅から。',
  firstTitle: 'はじめての方（通知書をお持ちの方）',
  firstText: '健保組合からお届けした通知書をお手元にご用意ください。',
  firstDuration: '設定完了には10分程度かかります。',
  firstAction: '初回ログインをはじめる',
  signedOut: 'ログアウトしました。',
}
