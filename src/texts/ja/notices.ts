/** The notice area of the public top page and of the portal (PLT-23). */
export const notices = {
  eyebrow: 'Information',
  title: 'お知らせ',
  none: 'お知らせはありません。',
}
