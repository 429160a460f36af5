/**
 * Writes the pages of docs/ that are generated from code: `node scripts/generate-docs.ts`.
 * test/docs.test.ts fails when a page differs from what would be written.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { renderJourneyPage } from './journey-page.ts'
import { renderPolicyPage } from './policy-page.ts'

/** A generated page; `path` is relative to the top of the repository. */
export type GeneratedDocument = { readonly path: string; readonly render: () => Promise<string> | string }

export const generatedDocuments: readonly GeneratedDocument[] = [
  { path: 'docs/policy.md', render: renderPolicyPage },
  { path: 'docs/journey.md', render: renderJourneyPage },
]

const top = join(import.meta.dirname, '..')

/** The paths of the pages that differ from what their code says. */
export async function outdatedDocuments(
  documents: readonly GeneratedDocument[] = generatedDocuments,
): Promise<string[]> {
  const current = await Promise.all(
    documents.map(
      async ({ path, render }) => (await render()) === (await readFile(join(top, path), 'utf8').catch(() => '')),
    ),
  )
  return documents.filter((_, at) => !current[at]).map(({ path }) => path)
}

if (import.meta.main) {
  for (const { path, render } of generatedDocuments) {
    await writeFile(join(top, path), await render())
    console.log(path)
  }
}
