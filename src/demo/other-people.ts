import type { Draft } from './people.ts'

/** State, name, kana, birth date, mail address, kept user ID. */
type Line = readonly [Draft['state'], string, string, string, string?, string?]

const draft = ([state, name, nameKana, birthDate, mail = '', keptUserId = '']: Line): Draft => {
  const rest = state === 'qualificationEnded' ? { lostOn: '2026-03-31' } : {}
  return { state, name, nameKana, birthDate, mail, keptUserId, ...rest }
}

const WAKABA: readonly Line[] = [
  ['new', '内藤 あかね', 'ナイトウ アカネ', '1981-05-16', 'akane.naito@mail.example'],
  ['newWithoutMail', '西村 勇', 'ニシムラ イサム', '1948-11-02'],
  ['interrupted', '沼田 香織', 'ヌマタ カオリ', '1987-02-27', 'kaori.numata@mail.example'],
  ['methodWaiting', '根岸 剛', 'ネギシ ツヨシ', '1974-07-19', 'tsuyoshi.negishi@mail.example'],
  ['methodOverdue', '野口 久美子', 'ノグチ クミコ', '1963-12-12', 'kumiko.noguchi@mail.example'],
  ['active', '萩原 徹', 'ハギワラ トオル', '1970-03-08', 'toru.hagiwara@mail.example', 'hagiwara.70'],
  ['letterExpired', '平井 幸子', 'ヒライ サチコ', '1957-06-30', 'sachiko.hirai@mail.example'],
  ['letterUsed', '福島 蓮', 'フクシマ レン', '1998-09-05', 'ren.fukushima@mail.example'],
  ['qualificationEnded', '辺見 清', 'ヘンミ キヨシ', '1954-01-23', 'kiyoshi.henmi@mail.example'],
]

const HINODE: readonly Line[] = [
  ['new', '堀 七海', 'ホリ ナナミ', '1992-10-14', 'nanami.hori@mail.example'],
  ['newWithoutMail', '前田 弘', 'マエダ ヒロシ', '1951-08-08'],
  ['mailUnverified', '三浦 結衣', 'ミウラ ユイ', '1989-04-29', 'yui.miura@mail.example', 'miura-yui'],
  ['active', '村上 学', 'ムラカミ マナブ', '1978-02-03', 'manabu.murakami@mail.example', 'murakami78'],
  ['activeTwoDevices', '目黒 綾', 'メグロ アヤ', '1984-06-21', 'aya.meguro@mail.example', 'meguro-aya'],
  ['letterExpired', '森 茂', 'モリ シゲル', '1946-05-05', 'shigeru.mori@mail.example'],
  ['letterUsed', '矢野 翔', 'ヤノ ショウ', '2000-12-01', 'sho.yano@mail.example', 'yano_sho00'],
  ['qualificationEnded', '湯浅 典子', 'ユアサ ノリコ', '1959-03-17', 'noriko.yuasa@mail.example', 'yuasa-n59'],
]

/** The people of the societies like those of the manuals. */
export const otherPeople = { wakaba: WAKABA.map(draft), hinode: HINODE.map(draft) }
