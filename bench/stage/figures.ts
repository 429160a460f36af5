/** Rows of figures beside their limits, as the table that docs/performance.md holds. */
export type Figures = {
  /** `limit` is what the figure must be: at least or at most a number; without it the row only informs. */
  row(figure: string, measured: string, limit?: { value: number; least?: number; most?: number; unit?: string }): void
  /** Ends the process: 1 when a limit was missed. */
  end(): never
}

export function openFigures(title: string): Figures {
  let missed = false
  console.log(`| ${title} | measured | limit |`)
  console.log('| --- | --- | --- |')
  return {
    row(figure, measured, limit) {
      if (!limit) return console.log(`| ${figure} | ${measured} | – |`)
      const { value, least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY, unit = '' } = limit
      // Written so that a figure that could not be taken is missed, too.
      const fine = value >= least && value <= most
      missed ||= !fine
      const said = limit.least === undefined ? `≤ ${limit.most}` : `≥ ${limit.least}`
      return console.log(`| ${figure} | ${measured} | ${said}${unit}${fine ? '' : ' MISSED'} |`)
    },
    end: () => process.exit(missed ? 1 : 0),
  }
}

export const median = (all: readonly number[]): number => quantile(all, 0.5)

/** The value below which this share of all lies. */
export function quantile(all: readonly number[], share: number): number {
  const sorted = all.toSorted((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
