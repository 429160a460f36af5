import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locale } from '../texts/codes.ts'
import { contactFor } from './contact-for.ts'
import type { Policy } from './policy.ts'
import type { PresetName } from './read-preset.ts'

/** Terms and notices with which a society begins. */
export type SocietyTexts = {
  readonly terms: Readonly<Record<'title' | 'body' | 'changes' | 'titleEn' | 'bodyEn', string>> & {
    readonly version: number
  }
  readonly notices: readonly NoticeTexts[]
}

type NoticeTexts = Readonly<Record<'title' | 'body' | 'titleEn' | 'bodyEn', string>>

const folder = join(import.meta.dirname, 'presets')

/**
 * The texts that come with Genkan, with the society's names filled in. A society replaces them with its own; `preset`
 * names the sample society whose own terms and notices are wanted.
 */
export async function bundledTexts(policy: Policy, preset?: PresetName): Promise<SocietyTexts> {
  const record = JSON.parse(await readFile(join(folder, 'terms.json'), 'utf8'))
  const [body, bodyEn] = await termsOf(preset)
  const notices = await noticesOf(preset)
  const filled = (text: string) => fill(text, policy, 'ja')
  const inEnglish = (text: string) => fill(text, policy, 'en')
  return {
    terms: {
      version: record.version,
      title: filled(record.title),
      body: filled(body).trim(),
      changes: filled(record.changes),
      titleEn: filled(record.titleEn),
      bodyEn: filled(bodyEn).trim(),
    },
    notices: notices.map(({ title, body, titleEn, bodyEn }) => ({
      title: filled(title),
      body: filled(body),
      titleEn: inEnglish(titleEn),
      bodyEn: inEnglish(bodyEn),
    })),
  }
}

/** In Japanese and in English; a society without own ones has those for everybody. */
async function termsOf(preset: PresetName | undefined): Promise<[string, string]> {
  const read = (language: 'ja' | 'en') =>
    readFile(join(folder, `terms-${preset}.${language}.txt`), 'utf8').catch(() =>
      readFile(join(folder, `terms-1.${language}.txt`), 'utf8'),
    )
  return [await read('ja'), await read('en')]
}

async function noticesOf(preset: PresetName | undefined): Promise<NoticeTexts[]> {
  const everybody = JSON.parse(await readFile(join(folder, 'notices.json'), 'utf8'))
  const own = await readFile(join(folder, `notices-${preset}.json`), 'utf8').catch(() => '[]')
  return [...JSON.parse(own), ...everybody]
}

function fill(text: string, policy: Policy, locale: Locale): string {
  const { name, phone } = contactFor(policy, locale)
  const names: Record<string, string> = {
    societyName: policy.societyName,
    productName: policy.productName,
    contactName: name,
    contactPhone: phone,
  }
  return text.replace(/\{(\w+)\}/g, (_, key: string) => {
    const value = names[key]
    if (value === undefined) throw new Error(`a bundled text names {${key}}, which nobody fills in`)
    return value
  })
}
