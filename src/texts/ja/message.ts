import type { MessageKind } from '../codes.ts'

const kinds: Record<MessageKind, { title: string; text: string }> = {
  unknownHost: {
    title: 'このアドレスには、お探しのページがありません',
    text: 'アドレスに間違いがないか、健保組合からのご案内をもう一度ご確認ください。',
  },
  crossOrigin: {
    title: '安全のため、操作を中止しました',
    text: 'ほかのサイトから送られた操作の可能性があります。お手数ですが、はじめからやり直してください。',
  },
  outOfOrder: {
    title: '手続きは別の画面へ進んでいます',
    text: '別のタブで進めたか、「戻る」を使った可能性があります。入力いただいた内容はそのままです。続きからお進みください。',
  },
  tooLarge: { title: '送信された内容が大きすぎます', text: '入力内容を短くして、もう一度お試しください。' },
  malformed: {
    title: '送信された内容を読み取れませんでした',
    text: 'お手数ですが、前の画面に戻り、もう一度入力してください。',
  },
  notFound: {
    title: 'ページが見つかりません',
    text: 'アドレスが変わったか、入力に誤りがある可能性があります。',
  },
  methodNotAllowed: {
    title: 'この操作はできません',
    text: 'お手数ですが、トップ画面からお進みください。',
  },
  tooMany: {
    title: 'しばらくお待ちください',
    text: '短い時間に多くの操作がありました。少し待ってから、もう一度お試しください。',
  },
  serverError: {
    title: 'ただいま表示できません',
    text: 'システムに問題が起きました。入力いただいた内容は失われていない場合があります。少し待ってから、もう一度お試しください。',
  },
  visitEnded: {
    title: '時間がたったため、手続きを終了しました',
    text: '安全のため、しばらく操作がないと自動的に終了します。済んだところまでは保存されています。続きからお進みください。',
  },
  busy: {
    title: 'ただいま混み合っています',
    text: 'アクセスが集中しています。少し待ってから、もう一度お試しください。入力した内容は、まだ送信されていません。',
  },
}

/** Pages for requests that cannot be served. */
export const message = {
  kinds,
  reference: (id: string) => `お問い合わせ番号：${id}`,
  goOn: '続きへ進む',
  toTop: 'トップ画面に戻る',
}
