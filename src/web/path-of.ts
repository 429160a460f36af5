import type { Method } from '../journey/facts.ts'
import type { Step } from '../journey/step.ts'
import { proveWays } from './prove-ways.ts'
import { paths } from './views/paths.ts'

/** Where a method is set up; for mailed codes that is the page on which one is typed. */
const ENROL: Record<Method, string> = {
  passkey: paths.enrolPasskey,
  totp: paths.enrolTotp,
  mailCode: paths.mailOtp,
}

/** The page of a step. Pages never lead to pages: they lead here. */
export function pathOf(step: Step): string {
  switch (step.kind) {
    case 'signIn':
      return paths.signIn
    case 'matchBirthDate':
      return paths.birthDate
    case 'recover':
      return paths.recover
    case 'restore':
      return paths.restore
    case 'prove':
      return proveWays(step)[0]?.href ?? paths.mailOtp
    case 'acceptTerms':
      return paths.terms
    case 'confirmMail':
      return paths.mail
    case 'verifyMail':
      return paths.mailCode
    case 'chooseMethod':
      return paths.method
    case 'setPassword':
      return paths.password
    case 'enrol':
      return ENROL[step.method]
    case 'namePasskey':
      return paths.passkeyName
    case 'keepRecoveryPaper':
      return paths.recoveryPaper
    case 'done':
      return paths.portal
    case 'refused':
    case 'consent':
      return paths.refused
  }
}
