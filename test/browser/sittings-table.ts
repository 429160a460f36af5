import type { Count, Method } from './sitting.ts'

export type Row = {
  readonly society: string
  readonly method: Method
  readonly first: Count
  readonly next: Count
}

const METHOD: Record<Method, string> = { passkey: 'passkey', totp: 'authenticator app', mailCode: 'mailed codes' }

/** docs/sittings.md: what the first login and the next sign-in take in each society, beside the manuals. */
export function sittingsTable(rows: readonly Row[]): string {
  return `# What a sitting takes

Counted by \`npm test -- browser/presets\`: a browser of 390 px walks each society as one member would, who has the letter
with its QR code and an address on file. The test writes \`reports/sittings.md\` and fails when this page differs.

- **screens**: pages on which something is read, typed or pressed, until the services open.
- **sign-ins**: the letter, and every time that the sign-in page has to be passed.
- **typed**: characters that are not on the page already.
- **trips**: away from the browser and back: into the mail, or to the authenticator app.

| society | method | screens | sign-ins | typed | trips | next sign-in: screens | typed | trips |
|---|---|---|---|---|---|---|---|---|
${[...rows.map(line), '| the manuals | app or passkey | about 20 | 3 | not counted | not counted | – | – | – |'].join('\n')}

## The screens

${rows.map(({ society, first, next }) => `- \`${society}\`: ${way(first)}; the next day ${way(next)}`).join('\n')}
`
}

function line({ society, method, first, next }: Row): string {
  const cells = [first.screens.length, first.signIns, first.typed, first.trips]
  const later = [next.screens.length, next.typed, next.trips]
  return `| \`${society}\` | ${METHOD[method]} | ${[...cells, ...later].join(' | ')} |`
}

const way = ({ screens }: Count): string => screens.map((path) => `\`${path}\``).join(' → ')
