import type { PresetName } from '../society/read-preset.ts'
import { otherPeople } from './other-people.ts'

/** The states in which the demo's members stand, so that each flow can be tried. */
export type DemoState =
  | 'new'
  | 'newWithoutMail'
  | 'interrupted'
  | 'active'
  | 'activeTwoDevices'
  | 'activeMailCode'
  | 'activeSeveral'
  | 'letterExpired'
  | 'letterUsed'
  | 'qualificationEnded'
  | 'methodWaiting'
  | 'methodOverdue'
  | 'mailUnverified'

export type DemoPerson = {
  readonly state: DemoState
  readonly symbol: string
  readonly number: string
  readonly branch: string
  readonly name: string
  readonly nameKana: string
  readonly birthDate: string
  readonly category: '本人' | '家族'
  readonly lostOn: string
  readonly mail: string
  readonly keptUserId: string
}

export type Draft = Pick<DemoPerson, 'state' | 'name' | 'nameKana' | 'birthDate'> & Partial<DemoPerson>

/** Fictional people; the addresses are in a domain that nobody can own. */
const DRAFTS: Record<PresetName, readonly Draft[]> = {
  ...otherPeople,
  genkan: [
    {
      state: 'new',
      name: '青木 さくら',
      nameKana: 'アオキ サクラ',
      birthDate: '1979-08-22',
      mail: 'sakura.aoki@mail.example',
    },
    {
      state: 'new',
      name: '石田 健',
      nameKana: 'イシダ ケン',
      birthDate: '1952-01-07',
      mail: 'ken.ishida@mail.example',
    },
    {
      state: 'new',
      name: '上野 真由美',
      nameKana: 'ウエノ マユミ',
      birthDate: '1988-11-30',
      mail: 'mayumi.ueno@mail.example',
    },
    { state: 'newWithoutMail', name: '榎本 一郎', nameKana: 'エノモト イチロウ', birthDate: '1947-04-03' },
    { state: 'newWithoutMail', name: '岡﨑 節子', nameKana: 'オカザキ セツコ', birthDate: '1944-12-25' },
    {
      state: 'interrupted',
      name: '加藤 亮',
      nameKana: 'カトウ リョウ',
      birthDate: '1990-05-05',
      mail: 'ryo.kato@mail.example',
    },
    {
      state: 'active',
      name: '木村 花子',
      nameKana: 'キムラ ハナコ',
      birthDate: '1985-03-14',
      mail: 'hanako.kimura@mail.example',
      keptUserId: 'kimura85',
    },
    {
      state: 'activeTwoDevices',
      name: '久保 直樹',
      nameKana: 'クボ ナオキ',
      birthDate: '1976-09-09',
      mail: 'naoki.kubo@mail.example',
      keptUserId: 'kubo-naoki',
    },
    {
      state: 'letterExpired',
      name: '毛塚 隆',
      nameKana: 'ケヅカ タカシ',
      birthDate: '1968-02-29',
      mail: 'takashi.kezuka@mail.example',
    },
    {
      state: 'letterUsed',
      name: '小林 恵',
      nameKana: 'コバヤシ メグミ',
      birthDate: '1993-07-01',
      mail: 'megumi.kobayashi@mail.example',
    },
    {
      state: 'qualificationEnded',
      name: '佐野 博',
      nameKana: 'サノ ヒロシ',
      birthDate: '1960-10-10',
      mail: 'hiroshi.sano@mail.example',
      keptUserId: 'sano1960',
      lostOn: '2026-03-31',
    },
  ],
  sakura: [
    {
      state: 'new',
      name: '椎名 美咲',
      nameKana: 'シイナ ミサキ',
      birthDate: '1995-04-18',
      mail: 'misaki.shiina@mail.example',
    },
    {
      state: 'new',
      name: '鈴木 次郎',
      nameKana: 'スズキ ジロウ',
      birthDate: '1971-06-02',
      mail: 'jiro.suzuki@mail.example',
    },
    { state: 'newWithoutMail', name: '瀬戸 文子', nameKana: 'セト フミコ', birthDate: '1949-09-15' },
    {
      state: 'interrupted',
      name: '相馬 大輔',
      nameKana: 'ソウマ ダイスケ',
      birthDate: '1983-12-08',
      mail: 'daisuke.soma@mail.example',
    },
    {
      state: 'active',
      name: '髙橋 陽子',
      nameKana: 'タカハシ ヨウコ',
      birthDate: '1980-01-20',
      mail: 'yoko.takahashi@mail.example',
      keptUserId: 'takahashi80',
    },
    {
      state: 'activeTwoDevices',
      name: '千葉 誠',
      nameKana: 'チバ マコト',
      birthDate: '1966-08-30',
      mail: 'makoto.chiba@mail.example',
      keptUserId: 'chiba_makoto',
    },
    {
      state: 'letterExpired',
      name: '土屋 明',
      nameKana: 'ツチヤ アキラ',
      birthDate: '1958-03-03',
      mail: 'akira.tsuchiya@mail.example',
    },
    {
      state: 'letterUsed',
      name: '寺田 舞',
      nameKana: 'テラダ マイ',
      birthDate: '1999-02-11',
      mail: 'mai.terada@mail.example',
      keptUserId: 'terada1999',
    },
    {
      state: 'qualificationEnded',
      name: '戸田 修',
      nameKana: 'トダ オサム',
      birthDate: '1955-05-21',
      mail: 'osamu.toda@mail.example',
      keptUserId: 'toda1955',
      lostOn: '2026-03-31',
    },
    {
      state: 'activeMailCode',
      name: '中島 久子',
      nameKana: 'ナカジマ ヒサコ',
      birthDate: '1950-06-24',
      mail: 'hisako.nakajima@mail.example',
      keptUserId: 'nakajima50',
    },
    {
      state: 'activeSeveral',
      name: '西村 拓也',
      nameKana: 'ニシムラ タクヤ',
      birthDate: '1987-10-02',
      mail: 'takuya.nishimura@mail.example',
      keptUserId: 'nishimura87',
    },
  ],
}

const SYMBOLS: Record<PresetName, string> = { genkan: '玄100', sakura: '桜200', wakaba: '若300', hinode: '日400' }

/** The members of a sample society. */
export function demoPeople(society: PresetName): DemoPerson[] {
  return DRAFTS[society].map((draft, at) => ({
    symbol: SYMBOLS[society],
    number: String(1001 + at),
    branch: '00',
    category: '本人',
    lostOn: '',
    mail: '',
    keptUserId: '',
    ...draft,
  }))
}

/** The same as a file of a core system, so that the demo's members come in by the door that everybody comes in by. */
export function demoFile(people: readonly DemoPerson[]): string {
  const header = '記号,番号,枝番,氏名,氏名カナ,生年月日,区分,資格取得日,資格喪失日,メールアドレス,旧ユーザID'
  const rows = people.map((person) =>
    [
      person.symbol,
      person.number,
      person.branch,
      person.name,
      person.nameKana,
      person.birthDate,
      person.category,
      '2020-04-01',
      person.lostOn,
      person.mail,
      person.keptUserId,
    ].join(','),
  )
  return `${[header, ...rows].join('\r\n')}\r\n`
}
