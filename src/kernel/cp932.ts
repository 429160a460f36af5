import iconv from 'iconv-lite'
import { err, ok, type Result } from './result.ts'

/**
 * What Windows writes for characters that JIS and Unicode tables pair differently; without this they are lost although
 * every Windows program has them (DATA-05).
 */
const AS_WINDOWS: Readonly<Record<string, string>> = {
  '\u301c': '\uff5e',
  '\u2212': '\uff0d',
  '\u2016': '\u2225',
  '\u2014': '\u2015',
  '\u00a2': '\uffe0',
  '\u00a3': '\uffe1',
  '\u00ac': '\uffe2',
}

/** The bytes of a text in CP932, or the characters that it has no place for; nothing becomes "?" in silence (DATA-05). */
export function encodeCp932(text: string): Result<Buffer, string[]> {
  const asWindows = text.replace(/[\u301c\u2212\u2016\u2014\u00a2\u00a3\u00ac]/g, (sign) => AS_WINDOWS[sign] ?? sign)
  const bytes = iconv.encode(asWindows, 'cp932')
  if (iconv.decode(bytes, 'cp932') === asWindows) return ok(bytes)
  const lost = [...asWindows].filter((sign) => iconv.decode(iconv.encode(sign, 'cp932'), 'cp932') !== sign)
  return err([...new Set(lost)])
}
