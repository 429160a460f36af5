/** Asking a signed-in member once more (RAU-01 … RAU-03, CON-25). */
export const again = {
  title: '続行するには再度認証してください',
  back: '戻る',
  submit: 'ログイン',
}
