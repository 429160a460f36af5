import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locale } from '../texts/codes.ts'
import { contactFor } from './contact-for.ts'
import type { Policy } from './policy.ts'
import type { PresetName } from './read-preset.ts'

/** Terms and notices with which a society begins. */
export type SocietyTexts = {
  readonly terms: { readonly version: number; readonly title: string; readonly body: string; readonly changes: string }
  readonly notices: readonly NoticeTexts[]
}

type NoticeTexts = Readonly<Record<'title' | 'body' | 'titleEn' | 'bodyEn', string>>

const folder = join(import.meta.dirname, 'presets')

/**
 * The texts that come with Genkan, with the society's names filled in. A society replaces them with its own; `preset`
 * names the sample society whose notices are wanted.
 */
export async function bundledTexts(policy: Policy, preset?: PresetName): Promise<SocietyTexts> {
  const record = JSON.parse(await readFile(join(folder, 'terms.json'), 'utf8'))
  const body = await readFile(join(folder, record.file), 'utf8')
  const notices = await noticesOf(preset)
  const filled = (text: string) => fill(text, policy, 'ja')
  const inEnglish = (text: string) => fill(text, policy, 'en')
  return {
    terms: {
      version: record.version,
      title: filled(record.title),
      body: filled(body).trim(),
      changes: filled(record.changes),
    },
    notices: notices.map(({ title, body, titleEn, bodyEn }) => ({
      title: filled(title),
      body: filled(body),
      titleEn: inEnglish(titleEn),
      bodyEn: inEnglish(bodyEn),
    })),
  }
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
