/** What the commands say that list or change one thing about members: locks, stopped accounts, invitations, waiting services. */
export const memberCommands = {
  kinds: {
    password: 'パスワード',
    letter: '通知書の番号',
    birthDate: '生年月日',
    secondFactor: 'ワンタイムパスワード（アプリ）',
    mailCode: 'ワンタイムパスワード（メール）',
  },
  lockStates: { open: 'ロックなし', paused: '一時停止中', closed: '停止中' },
  until: (at: string) => `${at}まで`,
  failures: (count: number, at: string) => `失敗${count}回（最後 ${at}）`,
  where: { known: '本人のブラウザ', elsewhere: 'そのほか' },
  noLocks: 'ロックはありません。失敗した入力もありません。',
  nothingLifted: '解除するものはありませんでした。',
  frozen: (since: string, doubt: string) => `停止 ${since}\t身に覚えのない操作 ${doubt}`,
  noneFrozen: '停止しているアカウントはありません。',
  held: (since: string, until: string) => `登録 ${since}\tサービスの開始 ${until}`,
  noneHeld: 'サービスの開始を待っている方はいません。',
  released: 'サービスの利用を開始しました。',
  notHeld: (key: string) => `サービスの開始を待っている方ではありません：${key}`,
  invited: (count: number) => `招待メール：${count}通`,
  noInvitations: (society: string) =>
    `${society}は招待メールを送らない設定です。ポリシーのinitialにinvitationMailを加えてください。`,
  noSuchMember: (key: string) => `加入者が見つかりません：${key}`,
}
