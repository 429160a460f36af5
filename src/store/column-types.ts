import pg from 'pg'

const { DATE, INT8 } = pg.types.builtins
const DATE_ARRAY = 1182 as typeof DATE
// The driver knows array types, but its list of names does not.
const TEXT_ARRAY = 1009 as typeof DATE

/**
 * How columns become values: a `date` stays the string 'YYYY-MM-DD' (a Date would move with the time zone), an int8 is
 * a number where that is exact and a string beyond. The rest is as the driver has it: timestamptz is a Date, numeric a string.
 */
export const columnTypes: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (format !== 'binary') {
      if (oid === DATE) return (text: string) => text
      if (oid === INT8) return exactNumber
      if (oid === DATE_ARRAY) return pg.types.getTypeParser(TEXT_ARRAY, 'text')
    }
    return pg.types.getTypeParser(oid, format as 'text')
  },
} as pg.CustomTypesConfig

function exactNumber(text: string): number | string {
  const value = Number(text)
  return Number.isSafeInteger(value) ? value : text
}
