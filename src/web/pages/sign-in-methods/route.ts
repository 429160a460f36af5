import type { Hono } from 'hono'
import { signInName } from '../../../account/password-context.ts'
import { codesLeft } from '../../../account/recovery-offer.ts'
import { listDevices, type OwnMeans } from '../../../care/list-devices.ts'
import { MOST_PASSKEYS } from '../../../journey/acts/enrol-passkey.ts'
import { MOST_DEVICES } from '../../../journey/acts/enrol-totp.ts'
import { mayHaveCodes } from '../../../journey/evidence.ts'
import type { Present } from '../../../journey/find-visit.ts'
import { usableMethods } from '../../../journey/methods.ts'
import { frameOf } from '../../frame-of.ts'
import { passkeyKind } from '../../passkey-kind.ts'
import { pathOf } from '../../path-of.ts'
import type { Env, PageRequest } from '../../request.ts'
import { noVisit, presentOf } from '../../step-page.ts'
import { paths } from '../../views/paths.ts'
import { type Signal, type SignInMethodsModel, signInMethodsView } from './view.ts'

const DONE: readonly NonNullable<SignInMethodsModel['done']>[] = [
  'password',
  'added',
  'renamed',
  'deleted',
  'restored',
  'codes',
]

/** ログイン方法変更 (LMP-01…23): everything that opens the door, and the way to change each. */
export function mountSignInMethods(app: Hono<Env>): void {
  app.get(paths.signInMethods, async (c) => {
    const request = c.get('page')
    const present = await presentOf(request, true)
    if (!present) return noVisit(c, request)
    if (present.step.kind !== 'done') return c.redirect(pathOf(present.step), 303)
    const done = DONE.find((one) => one === c.req.query('done')) ?? null
    const frame = frameOf(request, paths.signInMethods, present)
    return c.html(signInMethodsView(frame, { done, ...(await model(request, present)) }))
  })
}

async function model(request: PageRequest, present: Present): Promise<Omit<SignInMethodsModel, 'done'>> {
  const { gate, society } = request
  const { situation } = present
  const means = await gate.database.inSociety(society.id, (tx) => listDevices(tx, society.id, situation))
  const devices = means.devices.map((device) => ({
    ...device,
    kind: device.factor === 'totp' ? ('app' as const) : passkeyKind(device.transports),
  }))
  const usable = usableMethods(situation.facts)
  const group = (factor: 'totp' | 'passkey', most: number) => {
    const own = devices.filter((device) => device.factor === factor)
    return { devices: own, canAdd: usable.includes(factor) && own.length < most, full: own.length >= most }
  }
  return {
    passwordSetAt: means.passwordSetAt,
    apps: group('totp', MOST_DEVICES),
    passkeys: group('passkey', MOST_PASSKEYS),
    mailed: {
      devices: means.mailCode ? [{ ...means.mailCode, kind: 'mailCode' }] : [],
      canAdd: means.mailCode === null && usable.includes('mailCode') && situation.facts.member?.address != null,
      full: false,
    },
    codes: await codesOf(request, present),
    signal: await signalOf(request, present, means),
  }
}

async function codesOf({ gate, society }: PageRequest, { situation }: Present): Promise<number | null | undefined> {
  if (society.policy.recoveryPaper !== 'screen' || !mayHaveCodes(situation.facts)) return undefined
  return gate.database.inSociety(society.id, (tx) => codesLeft(tx, society, situation.account.id))
}

/** What the keepers of passkeys may know, so that they drop what was deleted and show today's name. */
async function signalOf(
  { gate, society }: PageRequest,
  { situation }: Present,
  { passkeyOwner }: OwnMeans,
): Promise<Signal | null> {
  if (!passkeyOwner) return null
  const { account, address } = situation
  const name = await gate.database.inSociety(society.id, (tx) => signInName(tx, society.id, account.id))
  return {
    rpId: society.policy.hosts.rpId,
    userId: passkeyOwner.handle,
    credentialIds: passkeyOwner.credentialIds,
    name: name ?? address?.address ?? account.name,
    displayName: account.name,
  }
}
