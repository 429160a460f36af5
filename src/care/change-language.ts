/**
 * src/care owns what members change about their own sign-in once they are in: language, user ID, address, password,
 * method and devices. Every change goes through `act`, is told by mail and stands in the history.
 * It must not know the web, nor what staff may do.
 */
import type { Handler, VisitContext } from '../journey/handler.ts'
import { ok } from '../kernel/result.ts'
import type { Locale } from '../texts/codes.ts'

/** PRF-02: the language of pages and mails. */
export function changeLanguage(language: Locale): Handler<VisitContext, null, null, never> {
  return {
    prepare: async () => ok(null),
    async commit(context) {
      return ok({ events: await keepLanguage(context, language) })
    },
  }
}

/** Writes it where it is another one than before. */
export async function keepLanguage({ tx, society, situation }: VisitContext, language: Locale) {
  if (situation.language === language) return []
  await tx
    .updateTable('account')
    .set({ language })
    .where('society_id', '=', society.id)
    .where('id', '=', situation.account.id)
    .execute()
  // Whoever never chose one sees the society's first: to keep it is no change that its owner would know again.
  if ((situation.language ?? society.policy.languages[0]) === language) return []
  return [{ name: 'language.chosen' as const, detail: { language } }]
}
