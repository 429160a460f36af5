/** Deliberate mistakes in self-care and recovery, one line each; the attacks of care-invariants.ts must notice them. */
import { Browser } from './browser.ts'
import type { careInvariants } from './care-invariants.ts'
import { withSpoiledCopy } from './planted-mistakes.ts'
import type { World } from './world.ts'

type CareMistake = {
  readonly caughtBy: keyof typeof careInvariants
  readonly name: string
  readonly file: string
  readonly find: string
  readonly replace: string
}

const plant = (
  caughtBy: CareMistake['caughtBy'],
  file: string,
  name: string,
  find: string,
  replace: string,
): CareMistake => ({ caughtBy, file: `src/${file}.ts`, name, find, replace })

// biome-ignore format: a table
export const careMistakes: readonly CareMistake[] = [
  plant('lastFactorStays', 'care/remove-device', 'the last factor is deleted', 'if (kept) return err({ kind: kept })', "if (kept === 'inUse') return err({ kind: kept })"),
  plant('lastFactorStays', 'care/remove-device', 'the device in the hand is deleted', 'if (kept) return err({ kind: kept })', "if (kept === 'last') return err({ kind: kept })"),
  plant('othersAreNoneHere', 'care/own-device', 'any id is a device', 'if (passkey) return', "if (!app) return { id, factor: 'totp', name: null }\n  if (passkey) return"),
  plant('othersAreNoneHere', 'care/end-visits', 'any visit is ended', ".where('account_id', '=', situation.account.id)", ''),
  plant('stalePagesChangeNothing', 'journey/situation-query', 'a deleted device is still there', 'd.account_id = v.account_id and d.removed_at is null) as devices', 'd.account_id = v.account_id) as devices'),
  plant('stalePagesChangeNothing', 'account/propose-address', 'what was proposed before is confirmed by its code', 'if (before && addressKey(before.address) === addressKey(address))', 'if (before)'),
  plant('changesAreProvenAndTold', 'web/aim', 'a change asks for nothing fresh', '? CHANGE : PORTAL', '? PORTAL : PORTAL'),
  plant('changesAreProvenAndTold', 'journey/facts', 'an hour is fresh', 'maxAge: 5 * 60 * 1000', 'maxAge: 60 * 60 * 1000'),
  plant('changesAreProvenAndTold', 'care/change-password', 'nobody is told of a new password', "mails: announce(context, 'password'),", ''),
  plant('resetLinksDie', 'journey/drop-recoveries', 'the link lives on after a sign-in', 'await killResetLinks(tx, society.id, self.accountId, now)', ''),
  plant('resetLinksDie', 'journey/acts/redeem-link', 'the link opens twice', "(await spendMailed(tx, 'mail_request', { societyId: society.id, id }, now))", 'spendMailed !== undefined'),
  plant('resetLinksDie', 'web/pages/reset/route', 'opening the link uses it', 'return show(c, await isLivingLink(gate, society, c.req.param(\'token\')))', "return runEntrance(c, 'redeemLink', redeemLink(gate, c.req.param('token'), ''), async () => show(c, false))"),
  plant('signingInCancelsRecoveries', 'journey/drop-recoveries', 'a recovery goes on beside a sign-in', "await endVisits(tx, { societyId: society.id, ids }, 'replaced', now)", ''),
  plant('signingInCancelsRecoveries', 'journey/keep-effect', 'a complete sign-in looks at no recovery', 'dropRecoveries(tx, society, { accountId, visitId }, now),', 'now < 0 && dropRecoveries(tx, society, { accountId, visitId }, now),'),
  plant('recoveriesEndOldVisits', 'journey/acts/recover', 'visits on the lost phone go on', 'binds: true,', ''),
  plant('recoveriesEndOldVisits', 'journey/recovery', 'saying that a phone is lost sets it aside', 'if (enough) return lost.length > 0', 'if (enough || lost.length > 0) return lost.length > 0'),
  plant('stoppingIsAPost', 'web/pages/not-me/route', 'opening the link stops the account', 'show(c, await showDoubt(read(c)))', 'show(c, await freezeAccount(read(c)))'),
  plant('stoppingIsAPost', 'care/freeze-account', 'visits outlive the stop', "await endEveryVisit(tx, { societyId, accountId }, 'frozen', now)", ''),
  plant('strangersLiftNothing', 'journey/answers-here', 'a stranger’s app is taken while the account is stopped', "facts.member?.standing === 'frozen' ? undoubted(facts)", "facts.member?.standing === 'frozen' ? living(facts)"),
  plant('strangersLiftNothing', 'journey/restore', 'what was bound since the doubt lifts it', '!boundInVisit && boundAt < since', '!boundInVisit && (boundAt < since || true)'),
  plant('strangersLiftNothing', 'journey/acts/restore', 'a stranger’s app comes back with the account', 'if (!stays.has(credential.id)) await', 'if (!stays.has(credential.id) && now < 0) await'),
  plant('codesOpenOnce', 'journey/keep-effect', 'a code is never used up', 'if (effect.binds && !effect.keepsPaper)', 'if (now < 0)'),
  plant('codesOpenOnce', 'account/recovery-offer', 'a set that the page did not show is confirmed', ".where('set_id', '=', setId)", ''),
  plant('codesOpenOnce', 'account/recovery-paper', 'codes of other members open', "return keyring.matches(mac, 'recovery-code', String(societyId), accountId, digits)", 'return mac !== digits || accountId === String(societyId) || keyring === undefined'),
]

/** The same world behind an application with one mistake in it. */
export function withSpoiledApp(
  mistake: CareMistake,
  world: World,
  use: (spoiled: World) => Promise<void>,
): Promise<void> {
  return withSpoiledCopy(mistake, ['src'], async (load) => {
    const { createApp } = (await load('web/app')) as typeof import('../../src/web/app.ts')
    const { app } = await createApp(world.gate, world.directory, () => undefined)
    const browser = async (name = 'genkan') => new Browser(app, (await world.society(name)).origin)
    const spoiled: World = Object.create(world, { app: { value: app }, browser: { value: browser } })
    await use(spoiled)
  })
}
