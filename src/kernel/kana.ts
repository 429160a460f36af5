/** Kana and kanji as they stand in files and as people search for them. */

/**
 * Half-width kana become full-width (ﾄﾞｳｻ → ドウサ); nothing else changes, so that kanji, ① and ㈱ survive (DATA-06).
 * For the kana of names only.
 */
export function toFullWidthKana(text: string): string {
  return text.replace(/[\uFF61-\uFF9F]+(?: [\uFF61-\uFF9F]+)*/g, (run) => run.normalize('NFKC'))
}

// Each row: forms of one character that old registers and new keyboards mix in names; the first stands for all (DATA-07).
const SAME_CHARACTER = [
  '高髙', '崎﨑碕嵜', '吉𠮷', '辺邊邉', '斉斎齊齋', '浜濱濵', '沢澤', '広廣', '徳德', '桜櫻', '恵惠', '真眞', '富冨',
  '島嶋嶌', '柳栁', '瀬瀨', '増增', '黒黑', '国國', '学學', '竜龍', '栄榮', '条條', '将將', '応應', '実實', '寿壽',
  '円圓', '蔵藏', '与與', '来來', '礼禮', '万萬', '穂穗', '静靜', '滝瀧', '渕淵渊', '豊豐', '鉄鐵', '関關', '顕顯',
  '藪薮籔', '館舘', '船舩', '鴎鷗', '峰峯', '凛凜', '尭堯', '杉杦', '桑桒', '弥彌', '聡聰', '総總',
  '清淸', '横橫', '亀龜', '薗園', '芦蘆', '桧檜', '曽曾', '巌巖', '秋穐', '槙槇', '遥遙', '晃晄', '翠翆', '曻昇',
] // biome-ignore format: one row per line would hide the table

const REPRESENTATIVE = new Map(
  SAME_CHARACTER.flatMap((row) => [...row].map((form) => [form, [...row][0] ?? form] as const)),
)

const SMALL_KANA = 'ァィゥェォッャュョヮヵヶ'
const LARGE_KANA = 'アイウエオツヤユヨワカケ'

/**
 * The form in which names and kana are compared when staff search, never shown: width, case, spaces, hiragana or katakana,
 * small or large kana (old registers print シヨウコ for ショウコ) and variant kanji make no difference (髙/高, 﨑/崎).
 */
export function searchForm(text: string): string {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{Cf}\p{Variation_Selector}]/gu, '')
  const katakana = plain.replace(/[\u3041-\u3096]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60))
  const large = katakana.replace(/[ァィゥェォッャュョヮヵヶ]/g, (kana) => LARGE_KANA[SMALL_KANA.indexOf(kana)] ?? kana)
  return Array.from(large, (character) => REPRESENTATIVE.get(character) ?? character)
    .join('')
    .replace(/[-‐－―−]/g, 'ー')
}

const TITLE = /(?:様|サマ|サン|氏|殿)$/
const SIGNS = /[^\p{L}\p{N}]/gu

/** The same for the name that somebody gave as their own: signs (taro.yamada) and a title at the end (山田様) make no difference, either. */
export function nameForm(text: string): string {
  const plain = searchForm(text).replace(SIGNS, '')
  return plain.replace(TITLE, '') || plain
}
