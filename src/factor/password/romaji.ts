/** How people write their name in a password: the kana of a name in Latin letters, in the spellings in use. */

const MORAE =
  'アaイiウuエeオoカkaキkiクkuケkeコkoサsaシshiスsuセseソsoタtaチchiツtsuテteトtoナnaニniヌnuネneノno' +
  'ハhaヒhiフfuヘheホhoマmaミmiムmuメmeモmoヤyaユyuヨyoラraリriルruレreロroワwaヰiヱeヲoンn' +
  'ガgaギgiグguゲgeゴgoザzaジjiズzuゼzeゾzoダdaヂjiヅzuデdeドdoバbaビbiブbuベbeボboパpaピpiプpuペpeポpoヴvu' +
  'ァaィiゥuェeォoャyaュyuョyo'
const LATIN = new Map([...MORAE.matchAll(/(.)([a-z]+)/gu)].map(([, kana = '', latin = '']) => [kana, latin]))

// Hepburn, as on passports, to Kunrei, as taught at school.
const KUNREI: readonly (readonly [RegExp, string])[] = [
  [/shi/g, 'si'],
  [/sh/g, 'sy'],
  [/tch/g, 'tty'],
  [/chi/g, 'ti'],
  [/ch/g, 'ty'],
  [/tsu/g, 'tu'],
  [/fu/g, 'hu'],
  [/ji/g, 'zi'],
  [/j/g, 'zy'],
  [/tyi/g, 'ti'],
]

/**
 * The spellings of one word of kana (either kind, either width), each once: Hepburn and Kunrei, long vowels written out
 * and not (サトウ → satou, sato). A word without kana gives nothing.
 */
export function romajiForms(word: string): string[] {
  const katakana = word
    .normalize('NFKC')
    .replace(/[\u3041-\u3096]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60))
  if (!/^[\u30A1-\u30FC]+$/.test(katakana)) return []
  const hepburn = toHepburn(katakana)
  const kunrei = KUNREI.reduce((text, [from, to]) => text.replace(from, to), hepburn)
  const spellings = [hepburn, hepburn.replace(/n(?=[bmp])/g, 'm'), kunrei]
  return [...new Set(spellings.flatMap((spelling) => [spelling, shortVowels(spelling)]))]
}

function toHepburn(katakana: string): string {
  return katakana
    .replace(/([キシチニヒミリギジヂビピ])([ャュョ])/g, (_, kana: string, small: string) => {
      const consonant = (LATIN.get(kana) ?? '').slice(0, -1)
      const vowel = (LATIN.get(small) ?? '').slice(1)
      return /^(sh|ch|j)$/.test(consonant) ? consonant + vowel : `${consonant}y${vowel}`
    })
    .replace(/[\u30A1-\u30FA]/g, (kana) => LATIN.get(kana) ?? kana)
    .replace(/ッ(?=ch)/g, 't')
    .replace(/ッ(.)/g, '$1$1')
    .replace(/[ッー]/g, '')
}

function shortVowels(spelling: string): string {
  return spelling.replace(/o[ou]/g, 'o').replace(/uu/g, 'u')
}
