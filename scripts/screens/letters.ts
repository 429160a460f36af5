import { forgotPasswordView } from '../../src/web/pages/forgot-password/view.ts'
import { forgotUserIdView } from '../../src/web/pages/forgot-user-id/view.ts'
import { invitationView } from '../../src/web/pages/invitation/view.ts'
import { type LetterModel, letterView } from '../../src/web/pages/letter/view.ts'
import type { Frame } from '../../src/web/views/frame.ts'
import type { Html } from '../../src/web/views/template.ts'
import { at, birthDateForm } from './sample.ts'

/** The letter, the invitation by mail, and what was forgotten. */
export function letters(base: Frame): Record<string, Html> {
  return {
    'letter-go-on': letterView(base, { ...letter, continueAt: '/terms' }),
    'letter-in-app': letterView(base, { ...letter, inApp: true }),
    letter: letterView(base, letter),
    'letter-wrong': letterView(base, {
      ...letter,
      userId: '1234567',
      letterCode: '1234 5678 9012 35',
      birthDate: '昭和54',
      errors: ['letterCodeShape', 'birthDateShape'],
    }),
    'letter-nomatch': letterView(base, { ...letter, userId: '1234567', errors: ['noMatch'] }),
    'letter-missing': letterView(base, {
      ...letter,
      errors: ['userIdMissing', 'letterCodeMissing', 'birthDateMissing'],
    }),
    'letter-lists': letterView(base, { ...letter, birthDateForm: { kind: 'yearList', thisYear: 2026 } }),
    'letter-locked': letterView(base, { ...letter, userId: '1234567', errors: ['tooMany'], retryAt: at }),
    ...invitations(base),
    'forgot-password-missing': forgotPasswordView(base, { userId: '', signInWith: 'id', errors: ['userIdMissing'] }),
    'forgot-password': forgotPasswordView(base, { userId: '', signInWith: 'idOrMail', errors: [] }),
    'forgot-user-id': forgotUserIdView(base, { birthDate: '', mail: '', signInWith: 'id', errors: [] }),
    'forgot-user-id-wrong': forgotUserIdView(base, {
      birthDate: '昭和',
      mail: '',
      signInWith: 'idOrMail',
      errors: ['birthDateShape', 'mailMissing'],
    }),
  }
}

function invitations(base: Frame): Record<string, Html> {
  const model = { form: birthDateForm, birthDate: '', errors: [], retryAt: null, inApp: false }
  return {
    invitation: invitationView(base, model),
    'invitation-wrong': invitationView(base, { ...model, birthDate: '19790823', errors: ['noMatch'] }),
    'invitation-in-app': invitationView(base, { ...model, errors: ['tooMany'], retryAt: at, inApp: true }),
  }
}

const letter: LetterModel = {
  userId: '',
  letterCode: '',
  birthDate: '',
  birthDateForm,
  errors: [],
  retryAt: null,
  continueAt: null,
  inApp: false,
  steps: [
    { name: 'openLetter', later: false },
    { name: 'terms', later: false },
    { name: 'enrol', later: true },
  ],
}
