import { CHANGE, type Demand, PORTAL } from '../journey/facts.ts'
import type { Step } from '../journey/step.ts'
import { pathOf } from './path-of.ts'
import { paths } from './views/paths.ts'

/** The pages of self-care that ask for a fresh proof. An address never travels: only one of these names does. */
const NAMES = ['profile', 'mail', 'list', 'password', 'totp', 'passkey', 'visits', 'codes', 'delete'] as const
type AimName = (typeof NAMES)[number]

/** What a proof is asked for, and so where it leads: a page of ours by its name, for `delete` with the device's id. */
export type Aim = { readonly name: AimName; readonly device: string | null }

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export const aimAt = (name: Exclude<AimName, 'delete'>): Aim => ({ name, device: null })

/** A device's own pages; undefined for what is no id at all. */
export const aimAtDeletion = (device: string): Aim | undefined =>
  ID.test(device) ? { name: 'delete', device } : undefined

/** Reads what `writeAim` wrote; undefined for everything else. */
export function readAim(text: string | undefined): Aim | undefined {
  const [said = '', device] = (text ?? '').split('_')
  const name = NAMES.find((known) => known === said)
  if (!name) return undefined
  if (name === 'delete') return aimAtDeletion(device ?? '')
  return device === undefined ? aimAt(name) : undefined
}

export const writeAim = ({ name, device }: Aim): string => (device === null ? name : `${name}_${device}`)

/** The page that a proof is asked for. */
export function pageOf({ name, device }: Aim): string {
  switch (name) {
    case 'profile':
      return paths.profile
    case 'mail':
      return paths.profileMail
    case 'list':
      return paths.signInMethods
    case 'password':
      return paths.changePassword
    case 'totp':
      return paths.addTotp
    case 'passkey':
      return paths.addPasskey
    case 'visits':
      return paths.visits
    case 'codes':
      return paths.recoveryCodes
    case 'delete':
      return `${paths.devices}/${device}/delete`
  }
}

/** What is demanded of whoever has an aim; to look at the list, or without one, what the portal demands. */
export const demandOf = (aim: Aim | undefined): Demand =>
  aim && aim.name !== 'list' && aim.name !== 'visits' ? CHANGE : PORTAL

/** Where a visitor with an aim goes now: to the page that asks for a proof, and when nothing is missing to the aim. */
export function pathFor(step: Step, aim: Aim | undefined): string {
  if (!aim) return pathOf(step)
  if (step.kind === 'done') return pageOf(aim)
  return ['prove', 'refused', 'namePasskey'].includes(step.kind) ? `${pathOf(step)}${forAim(aim)}` : pathOf(step)
}

/** The end of the address of a page that asks for a proof. */
export const forAim = (aim: Aim | undefined): string => (aim ? `/for/${writeAim(aim)}` : '')

/** Where whoever does not want to prove anything came from. */
export const backOf = ({ name }: Aim): string =>
  name === 'profile' || name === 'mail' ? paths.profile : paths.signInMethods
