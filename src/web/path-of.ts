import type { Step } from '../journey/step.ts'
import { paths } from './views/paths.ts'

/** The page of a step. Pages never lead to pages: they lead here. */
export function pathOf(step: Step): string {
  switch (step.kind) {
    case 'signIn':
      return paths.signIn
    case 'matchBirthDate':
      return paths.birthDate
    case 'prove':
      return step.options.includes('totp') ? paths.otp : paths.mailOtp
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
      return paths.enrolTotp
    case 'keepRecoveryPaper':
      return paths.recoveryPaper
    case 'done':
      return paths.portal
    case 'refused':
    case 'consent':
      return paths.refused
  }
}
