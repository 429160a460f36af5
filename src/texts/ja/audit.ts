/** What `genkan audit` says: whether the history is as it was sealed, and what was done with it. */
const many = (count: number) => count.toLocaleString('ja-JP')
const batch = (number: number | null) => (number === null ? '最後の封印' : `封印${number}`)

const problems = {
  batchMissing: (number: number | null) => `${batch(number)}がありません。封印と記録が削除された可能性があります。`,
  batchChanged: (number: number | null) =>
    `${batch(number)}が、封印したときと異なります。書き換えられたか、封印したときの鍵がGENKAN_KEYSにありません。`,
  eventsMissing: (number: number | null) => `${batch(number)}の記録が足りません。記録が削除されています。`,
  eventsAdded: (number: number | null) => `${batch(number)}に、封印したときにはなかった記録があります。`,
  eventsChanged: (number: number | null) =>
    `${batch(number)}の記録が、封印したときと異なります。内容または順序が書き換えられています。`,
  purgedReturned: (number: number | null) => `${batch(number)}までの記録は消去済みのはずですが、記録があります。`,
  headMissing: () => '最後の封印を示す行がありません。新しい記録が削除された可能性があります。',
  headChanged: () =>
    '最後の封印を示す行が、封印したときと異なります。新しい記録が削除されたか、鍵がGENKAN_KEYSにありません。',
  notAsNoted: (number: number | null) =>
    `${batch(number)}が、控えと異なります。データベースが以前の状態に戻された可能性があります。`,
  late: () => '1時間以上、封印されていない記録があります。genkan serveが動いているかご確認ください。',
}

export const auditWords = {
  problems,
  whole: (society: string, counts: { events: number; batches: number; unsealed: number }) =>
    `${society}：封印したときのままです（記録 ${many(counts.events)}件、封印 ${many(counts.batches)}個、封印待ち ${many(counts.unsealed)}件）`,
  broken: (society: string, sentence: string) => `${society}：${sentence}`,
  between: (from: string, to: string) => `その期間：${from} から ${to} まで`,
  purged: (society: string, counts: { events: number; batches: number }) =>
    `${society}：記録 ${many(counts.events)}件（封印 ${many(counts.batches)}個分）を消去しました。封印は残しています。`,
  notPurged: (society: string) =>
    `${society}：封印したときと異なる記録があるため、消去していません。genkan audit verifyで確認してください。`,
  wouldPurge: (society: string, counts: { events: number; batches: number }) =>
    `${society}：記録 ${many(counts.events)}件（封印 ${many(counts.batches)}個分）が消去の対象です。何も変更していません。`,
  exported: (events: number, file: string) => `記録 ${many(events)}件を書き出しました：${file}`,
  found: (count: number, limit: number) =>
    count < limit ? `${many(count)}件` : `新しい順に${many(limit)}件まで（--limitで増やせます）`,
}
