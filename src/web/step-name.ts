import type { Step } from '../journey/step.ts'
import type { StepName } from '../texts/codes.ts'

const NAMES: Partial<Record<Step['kind'], StepName>> = {
  matchBirthDate: 'birthDate',
  prove: 'prove',
  acceptTerms: 'terms',
  confirmMail: 'mail',
  verifyMail: 'mailCode',
  chooseMethod: 'method',
  setPassword: 'password',
  enrol: 'enrol',
  namePasskey: 'passkeyName',
  keepRecoveryPaper: 'recoveryPaper',
}

/** What a step is called on the screens; undefined for what is no screen of a sitting. */
export const stepName = ({ kind }: Step): StepName | undefined => NAMES[kind]
