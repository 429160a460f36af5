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
  ['moved', '橋本 美和', 'ハシモト ミワ', '1976-10-04', 'miwa.hashimoto@mail.example', 'hashimoto_miwa'],
  ['movedWithoutMail', '久松 敏', 'ヒサマツ サトシ', '1947-02-19', '', 'hisamatsu'],
  ['letterExpired', '平井 幸子', 'ヒライ サチコ', '1957-06-30', 'sachiko.hirai@mail.example'],
  ['letterUsed', '福島 蓮', 'フクシマ レン', '1998-09-05', 'ren.fukushima@mail.example'],
  ['qualificationEnded', '辺見 清', 'ヘンミ キヨシ', '1954-01-23', 'kiyoshi.henmi@mail.example'],
]

const AOBA: readonly Line[] = [
  ['new', '阿部 千尋', 'アベ チヒロ', '1986-07-11', 'chihiro.abe@mail.example'],
  ['newWithoutMail', '井上 和子', 'イノウエ カズコ', '1950-02-14'],
  ['interrupted', '内田 拓也', 'ウチダ タクヤ', '1991-09-03', 'takuya.uchida@mail.example'],
  ['methodWaiting', '遠藤 由紀', 'エンドウ ユキ', '1979-12-20', 'yuki.endo@mail.example'],
  ['methodOverdue', '大塚 進', 'オオツカ ススム', '1961-04-06', 'susumu.otsuka@mail.example'],
  ['active', '川口 玲奈', 'カワグチ レナ', '1988-03-25', 'rena.kawaguchi@mail.example'],
  ['letterExpired', '北村 守', 'キタムラ マモル', '1953-10-30', 'mamoru.kitamura@mail.example'],
  ['qualificationEnded', '熊谷 聡', 'クマガイ サトシ', '1967-06-18', 'satoshi.kumagai@mail.example'],
]

const MINATO: readonly Line[] = [
  ['new', '近藤 愛', 'コンドウ アイ', '1994-01-09', 'ai.kondo@mail.example'],
  ['newWithoutMail', '斎藤 実', 'サイトウ ミノル', '1949-03-21'],
  ['moved', '清水 薫', 'シミズ カオル', '1982-08-17', 'kaoru.shimizu@mail.example', 'shimizu.kaoru82'],
  ['movedWithoutMail', '菅野 栄', 'スガノ サカエ', '1956-11-11', '', 'sugano56'],
  ['methodWaiting', '関口 葵', 'セキグチ アオイ', '1997-05-28', 'aoi.sekiguchi@mail.example'],
  ['activeMailCode', '園田 圭', 'ソノダ ケイ', '1985-12-15', 'kei.sonoda@mail.example'],
  ['letterExpired', '曽根 豊', 'ソネ ユタカ', '1964-09-24', 'yutaka.sone@mail.example'],
  ['qualificationEnded', '高田 信', 'タカダ マコト', '1958-07-07', 'makoto.takada@mail.example', 'takada58'],
]

const HINODE: readonly Line[] = [
  ['new', '堀 七海', 'ホリ ナナミ', '1992-10-14', 'nanami.hori@mail.example'],
  ['newWithoutMail', '前田 弘', 'マエダ ヒロシ', '1951-08-08'],
  ['invited', '松井 遥', 'マツイ ハルカ', '1993-03-03', 'haruka.matsui@mail.example'],
  ['mailUnverified', '三浦 結衣', 'ミウラ ユイ', '1989-04-29', 'yui.miura@mail.example', 'miura-yui'],
  ['active', '村上 学', 'ムラカミ マナブ', '1978-02-03', 'manabu.murakami@mail.example', 'murakami78'],
  ['activeTwoDevices', '目黒 綾', 'メグロ アヤ', '1984-06-21', 'aya.meguro@mail.example', 'meguro-aya'],
  ['letterExpired', '森 茂', 'モリ シゲル', '1946-05-05', 'shigeru.mori@mail.example'],
  ['letterUsed', '矢野 翔', 'ヤノ ショウ', '2000-12-01', 'sho.yano@mail.example', 'yano_sho00'],
  ['qualificationEnded', '湯浅 典子', 'ユアサ ノリコ', '1959-03-17', 'noriko.yuasa@mail.example', 'yuasa-n59'],
]

/** The people of the societies like those of the manuals. */
export const otherPeople = {
  aoba: AOBA.map(draft),
  wakaba: WAKABA.map(draft),
  hinode: HINODE.map(draft),
  minato: MINATO.map(draft),
}
