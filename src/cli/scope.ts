import { readBranch, readKeyText } from '../account/import/cell-rules.ts'
import { openSocietyDirectory, type Society } from '../society/society-directory.ts'
import type { MemberKey } from '../staff/find-member.ts'
import type { Locale } from '../texts/codes.ts'
import { memberCommands as en } from '../texts/en/member-commands.ts'
import { formatMinute } from '../texts/format.ts'
import { memberCommands as ja } from '../texts/ja/member-commands.ts'
import { WrongCall } from './failure.ts'
import type { Operator } from './operator.ts'

/** The society of that name, or all of them. Throws WrongCall when there is none. */
export async function societiesOf({ database, clock }: Operator, name: string | undefined): Promise<Society[]> {
  const directory = openSocietyDirectory(database, clock)
  if (name === undefined) return directory.all()
  const society = await directory.byName(name)
  if (!society) throw new WrongCall(`no such society: ${name}`)
  return [society]
}

/** SYMBOL,NUMBER,BRANCH in the form in which an import keeps them: full-width signs and a missing zero are no matter. */
export function readMemberKey(text: string): MemberKey {
  const [symbol = '', number = '', branch = '', ...more] = text.split(',')
  const [asSymbol, asNumber, asBranch] = [readKeyText(symbol), readKeyText(number), readBranch(branch)]
  if (!asSymbol.ok || !asNumber.ok || !asBranch.ok || more.length > 0)
    throw new WrongCall(`not SYMBOL,NUMBER,BRANCH: ${text}`)
  return { symbol: asSymbol.value, number: asNumber.value, branch: asBranch.value }
}

/** The language of a command's sentences, Japanese unless it is named. */
export function readLocale(text: string | undefined): Locale {
  if (text !== undefined && text !== 'ja' && text !== 'en') throw new WrongCall('--lang is ja or en')
  return text ?? 'ja'
}

/** What the short commands about members say, in the language that was named. */
export function memberWords(lang: string | undefined): typeof ja {
  return readLocale(lang) === 'ja' ? ja : en
}

/** A time as a command's line shows it; `-` for none. */
export const when = (at: number | null): string => (at === null ? '-' : formatMinute(at))
