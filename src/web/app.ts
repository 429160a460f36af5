import { BlockList } from 'node:net'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Gate } from '../journey/handler.ts'
import { randomToken } from '../kernel/random.ts'
import type { SocietyDirectory } from '../society/society-directory.ts'
import { type AssetFiles, bundleAssets } from './assets.ts'
import { mountHealth } from './health.ts'
import { message } from './message.ts'
import { mountAssets, mountSocietyCss, mountSocietyIcon } from './middleware/assets.ts'
import { securityHeaders } from './middleware/headers.ts'
import { sameOrigin } from './middleware/same-origin.ts'
import { findSociety } from './middleware/society.ts'
import { type NetworkOptions, throttleNetworks } from './middleware/throttle.ts'
import { mountAddPasskey } from './pages/add-passkey/route.ts'
import { mountAddTotp } from './pages/add-totp/route.ts'
import { mountBirthDate } from './pages/birth-date/route.ts'
import { mountChangePassword } from './pages/change-password/route.ts'
import { mountDevice } from './pages/device/route.ts'
import { mountEnrolPasskey } from './pages/enrol-passkey/route.ts'
import { mountEnrolTotp } from './pages/enrol-totp/route.ts'
import { mountForgotPassword } from './pages/forgot-password/route.ts'
import { mountForgotUserId } from './pages/forgot-user-id/route.ts'
import { mountHelp } from './pages/help/route.ts'
import { mountHistory } from './pages/history/route.ts'
import { mountInvitation } from './pages/invitation/route.ts'
import { mountLetter } from './pages/letter/route.ts'
import { mountLost } from './pages/lost/route.ts'
import { mountMail } from './pages/mail/route.ts'
import { mountMailAfterwards } from './pages/mail-afterwards/route.ts'
import { mountMailCode } from './pages/mail-code/route.ts'
import { mountMailLink } from './pages/mail-link/route.ts'
import { mountMailOtp } from './pages/mail-otp/route.ts'
import { mountMethod } from './pages/method/route.ts'
import { mountNotMe } from './pages/not-me/route.ts'
import { mountOtp } from './pages/otp/route.ts'
import { mountPasskey } from './pages/passkey/route.ts'
import { mountPasskeyName } from './pages/passkey-name/route.ts'
import { mountPassword } from './pages/password/route.ts'
import { mountPortal } from './pages/portal/route.ts'
import { mountProfile } from './pages/profile/route.ts'
import { mountProfileMail } from './pages/profile-mail/route.ts'
import { mountProfileTerms } from './pages/profile-terms/route.ts'
import { mountProvePassword } from './pages/prove-password/route.ts'
import { mountRecover } from './pages/recover/route.ts'
import { mountRecoveryCode } from './pages/recovery-code/route.ts'
import { mountRecoveryCodes } from './pages/recovery-codes/route.ts'
import { mountRecoveryPaper } from './pages/recovery-paper/route.ts'
import { mountRefused } from './pages/refused/route.ts'
import { mountReset } from './pages/reset/route.ts'
import { mountRestore } from './pages/restore/route.ts'
import { mountResume } from './pages/resume/route.ts'
import { mountSignIn } from './pages/sign-in/route.ts'
import { mountSignInMethods } from './pages/sign-in-methods/route.ts'
import { mountSignOut } from './pages/sign-out/route.ts'
import { mountStay } from './pages/stay/route.ts'
import { mountTerms } from './pages/terms/route.ts'
import { mountTermsVersions } from './pages/terms-versions/route.ts'
import { mountTop } from './pages/top/route.ts'
import { mountUnlock } from './pages/unlock/route.ts'
import { mountVisits } from './pages/visits/route.ts'
import type { Env } from './request.ts'

/** No form of ours comes near it. */
const LARGEST_BODY = 64 * 1024

/** Where a defect is reported, with the reference that the page shows. Never given what somebody typed. */
export type Report = (reference: string, error: unknown) => void

const PAGES = [
  mountTop,
  mountSignIn,
  mountLetter,
  mountInvitation,
  mountBirthDate,
  mountTerms,
  mountTermsVersions,
  mountMail,
  mountMailCode,
  mountMailAfterwards,
  mountMailLink,
  mountMailOtp,
  mountMethod,
  mountPassword,
  mountEnrolPasskey,
  mountPasskeyName,
  mountEnrolTotp,
  mountPasskey,
  mountOtp,
  mountRecoveryPaper,
  mountPortal,
  mountProvePassword,
  mountProfile,
  mountProfileMail,
  mountProfileTerms,
  mountSignInMethods,
  mountChangePassword,
  mountAddTotp,
  mountAddPasskey,
  mountRecoveryCodes,
  mountDevice,
  mountVisits,
  mountHistory,
  mountNotMe,
  mountRestore,
  mountSignOut,
  mountRefused,
  mountForgotPassword,
  mountForgotUserId,
  mountReset,
  mountRecover,
  mountRecoveryCode,
  mountLost,
  mountHelp,
  mountUnlock,
  mountStay,
  mountResume,
]

/** The whole web side of one node, and the address of its stylesheet. */
export async function createApp(
  gate: Gate,
  directory: SocietyDirectory,
  report: Report,
  network: NetworkOptions = { proxies: new BlockList() },
): Promise<{ app: Hono<Env>; stylesheet: string }> {
  const assets: AssetFiles = await bundleAssets()
  const app = new Hono<Env>()
  app.use(securityHeaders)
  app.use((c, next) => {
    c.set('assets', assets)
    return next()
  })
  mountAssets(app, assets)
  mountHealth(app, gate.database)
  app.use(findSociety(gate, directory, assets))
  app.use(sameOrigin)
  app.use(throttleNetworks(network))
  const limited = bodyLimit({ maxSize: LARGEST_BODY, onError: (c) => message(c, 'tooLarge') })
  // Nobody reads a body of these, and to look whether there is one costs as much as a page.
  app.use((c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
    // A body without a length is read here. Whoever hangs up in the middle of it, or sends no chunks, is no defect of ours;
    // what happens further on never comes up here.
    return limited(c, next).catch(() => message(c, 'malformed'))
  })
  mountSocietyCss(app)
  mountSocietyIcon(app)
  for (const mount of PAGES) mount(app)
  refuseTheRest(app)
  app.onError((error, c) => {
    const reference = randomToken(6)
    report(reference, error)
    return message(c, 'serverError', { reference })
  })
  return { app, stylesheet: assets.css }
}

/** A known page with another method, which is told the right ones (RFC 9110 §15.5.6), and everything that is no page of ours. */
function refuseTheRest(app: Hono<Env>): void {
  const pages = app.routes.filter(({ method }) => method !== 'ALL')
  for (const [path, routes] of Map.groupBy(pages, (route) => route.path)) {
    const allowed = [...new Set(routes.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method])))]
    app.all(path, (c) => {
      if (allowed.includes(c.req.method)) return message(c, 'notFound')
      c.header('Allow', allowed.join(', '))
      return message(c, 'methodNotAllowed')
    })
  }
  app.notFound((c) => message(c, 'notFound'))
}
