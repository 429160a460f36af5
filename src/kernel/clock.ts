// kernel: what everything else stands on: results, time, keys, random numbers, Japanese text and dates.
// It imports nothing of ours and must not know what a society, a member or a page is.
// This file: the clock.

/** A point in time, in milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number

/** Where the program takes the time from, so that tests can hold it still. */
export type Clock = () => Instant

export const systemClock: Clock = () => Date.now()

export const seconds = (n: number): number => n * 1000
export const minutes = (n: number): number => seconds(n * 60)
export const hours = (n: number): number => minutes(n * 60)
export const days = (n: number): number => hours(n * 24)
