import type { Step } from '../journey/step.ts'
import { proveWays } from './prove-ways.ts'
import { paths } from './views/paths.ts'

/** The page of a step. Pages never lead to pages: they lead here. */
export function pathOf(step: Step): string {
  switch (step.kind) {
    case 'signIn':
      return paths.signIn
    case 'matchBirthDate':
      return paths.birthDate
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
      return step.method === 'passkey' ? paths.enrolPasskey : paths.enrolTotp
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
