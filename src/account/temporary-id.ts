/** The ID on a letter. It is shorter than any ID that can be chosen (UID-04), so that nobody can take one beforehand. */
import { readDigits } from '../kernel/fold.ts'
import { randomDigits } from '../kernel/random.ts'

const LENGTH = 7

/** Whether the (folded) ID has the shape of an issued temporary ID: exactly seven digits. */
export function isTemporaryId(id: string): boolean {
  return /^\d{7}$/.test(id)
}

/** The temporary ID as it was meant ("123 4567", full width), or undefined if it cannot be one. */
export function readTemporaryId(typed: string): string | undefined {
  return readDigits(typed, LENGTH)
}

/** Random, so that it tells nothing about the order of issue; the unique index decides whether it is free: try again if not. */
export function newTemporaryId(): string {
  return randomDigits(LENGTH)
}
