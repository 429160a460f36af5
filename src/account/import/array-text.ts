/** One array as PostgreSQL reads it; written here, since the driver would take twice as long, and while the database waits. */
export function arrayOf<Row>(rows: readonly Row[], pick: (row: Row) => string | null): string {
  let text = ''
  for (const row of rows) {
    const value = pick(row)
    text += value === null ? ',NULL' : `,"${/["\\]/.test(value) ? value.replace(/["\\]/g, '\\$&') : value}"`
  }
  return `{${text.slice(1)}}`
}
