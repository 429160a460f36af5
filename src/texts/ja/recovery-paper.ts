/** "Keep the lower half of your letter": the member's way back without phone and mail. */
export const recoveryPaper = {
  title: '通知書の下半分を保管してください',
  lead: '通知書の下半分には「回復用の番号」が印字されています。スマートフォンを失くしたときなどに、もう一度ログインできるようにするための大切な控えです。',
  steps: [
    '通知書を切り取り線で切り離します。',
    '下半分を、保険の書類など大切なものと一緒に保管します。',
    '番号を写真に撮ったり、人に教えたりしないでください。',
  ],
  safe: '回復用の番号だけではログインできません。ご登録のメールと組み合わせて、はじめて使えます。',
  submit: '保管しました',
  pictureUpper: '上半分：使い終わりました',
  pictureLower: '下半分：保管してください',
}
