/** What `genkan member import` says to staff: every column and every reason, in plain words and with what to do. */
const columns = {
  symbol: '記号',
  number: '番号',
  branch: '枝番',
  name: '氏名',
  nameKana: '氏名カナ',
  birthDate: '生年月日',
  category: '区分',
  qualifiedOn: '資格取得日',
  lostOn: '資格喪失日',
  mail: 'メールアドレス',
  keptUserId: '旧ユーザID',
  formerSymbol: '旧記号',
  formerNumber: '旧番号',
  formerBranch: '旧枝番',
}

const lostCharacter = (detail: string) =>
  detail === '?'
    ? '「?」があります。ファイルに保存したとき、文字が失われた可能性があります。正しい文字に直してください。'
    : detail === 'U+FFFD'
      ? '読み取れない文字があります。ファイルの途中で文字コードが変わっていないか、文字が欠けていないかご確認ください。'
      : `読み取れない文字（${detail}）があります。外字は使えません。標準の文字に直してください。`

const problems = {
  emptyFile: () => 'ファイルに加入者の行がありません。',
  spreadsheet: () => '表計算ソフトのファイルです。CSV形式で保存し直してください。',
  utf16: () => '文字コードがUTF-16です。Shift_JIS（CP932）またはUTF-8のCSV形式で保存し直してください。',
  missingColumn: () => 'この列がありません。1行目に列の名前を書いてください。',
  duplicateColumn: () => '同じ名前の列が2つ以上あります。',
  tooLong: () => '行が長すぎます。改行が失われていないかご確認ください。',
  openQuote: () => '引用符（"）が閉じられていません。',
  badQuote: () => '引用符（"）の使い方が正しくありません。',
  tooManyCells: () => '列の数が、1行目より多くなっています。',
  cutOff: () => 'ファイルがこの行の途中で終わっています。もう一度ファイルを作り、取り込み直してください。',
  mixedEncoding: () => 'ほかの行と文字コードが異なります（UTF-8）。1つのファイルは1つの文字コードで作ってください。',
  duplicateKey: (detail: string) => `${detail}行目と同じ記号・番号・枝番です。この行は取り込んでいません。`,
  duplicateFormerKey: (detail: string) => `${detail}行目と同じ旧記号・旧番号・旧枝番です。この行は取り込んでいません。`,
  missing: () => '入力されていません。',
  cellTooLong: (detail: string) => `${detail}文字を超えています。`,
  lostCharacter,
  controlCharacter: (detail: string) => `目に見えない制御文字（${detail}）があります。`,
  lineBreak: () => '改行があります。1行に直してください。',
  notKeyText: () => '使えない文字があるか、けた数が正しくありません。',
  spreadsheetNumber: () => '表計算ソフトが指数の形に変えています。列を「文字列」にして作り直してください。',
  unreadableDate: () => '日付として読み取れません。例）19790822、1979/8/22、S54.8.22',
  impossibleDate: () => '存在しない日付です。',
  wrongEra: () => 'その元号の期間にない日付です。',
  futureDate: () => '未来の日付です。',
  lostBeforeQualified: () => '資格取得日より前の日付です。',
  unknownCategory: () => '「本人」「被保険者」「家族」「被扶養者」のいずれかを入力してください。',
  invalidMail: () => 'メールアドレスの形が正しくありません。',
  invalidUserId: () => 'ユーザIDに使えない文字があるか、64文字を超えています。',
  addressAsUserId: () => 'メールアドレスはユーザIDとして引き継げません。「メールアドレス」の列に入力してください。',
  otherPerson: () =>
    '同じ記号・番号・枝番で、生年月日の異なる方がすでに登録されています。別の方として扱い、取り込んでいません。ご確認ください。',
  bothKeys: () =>
    '新しい記号・番号・枝番と、転籍前の記号・番号・枝番の両方に、同じ生年月日の方が登録されています。取り込んでいません。ご確認ください。',
  userIdTaken: () => 'このユーザIDは、ほかの方が使っています。',
  userIdDiffers: () => '引き継ぎ済みのユーザIDと異なります。ユーザIDは取り込みでは変更できません。',
}

const kinds = {
  new: '新規',
  changed: '変更',
  moved: '転籍',
  lost: '資格喪失',
  regained: '資格の再取得',
  otherPerson: '別の方の可能性',
  problem: '取り込めない行',
}

export type ImportSum = {
  new: number
  changed: number
  moved: number
  lost: number
  regained: number
  unchanged: number
  otherPerson: number
  problem: number
}

export const memberImport = {
  columns,
  problems,
  kinds,
  problemLine: (line: number, column: string | undefined, reason: string) =>
    `${line}行目${column === undefined ? '' : `「${column}」`}：${reason}`,
  changeLine: (line: number, kind: string, fields: readonly string[]) => `${line}行目：${kind}（${fields.join('、')}）`,
  reportColumns: {
    line: '行',
    kind: '結果',
    symbol: '記号',
    number: '番号',
    branch: '枝番',
    field: '項目',
    reason: '理由',
  },
  progress: (rows: number, percent: number) => `${percent}%（${rows.toLocaleString('ja')}行）`,
  more: (count: number) => `ほか${count}行`,
  problemHead: '取り込めなかった行',
  changeHead: '変わる内容',
  summary: (sum: ImportSum) =>
    [
      `新規 ${sum.new}人、変更 ${sum.changed}人`,
      ...(sum.moved > 0 ? [`転籍 ${sum.moved}人`] : []),
      `資格喪失 ${sum.lost}人`,
      ...(sum.regained > 0 ? [`資格の再取得 ${sum.regained}人`] : []),
      `変更なし ${sum.unchanged}人`,
      ...(sum.otherPerson > 0 ? [`別の方の可能性 ${sum.otherPerson}行`] : []),
      `取り込めなかった行 ${sum.problem}行`,
    ].join('、'),
  mailKept: (count: number) => `${count}人のメールアドレスは、ご本人または担当者が登録したものを残しました。`,
  dryRun: '確認だけを行いました。何も変更していません。',
}
