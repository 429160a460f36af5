import { loadPasswordContext } from '../account/password-context.ts'
import { checkPassword } from '../factor/password/rule.ts'
import type { Present } from '../journey/find-visit.ts'
import type { PasswordErrorCode } from '../texts/codes.ts'
import type { Form } from './read-form.ts'
import type { PageRequest } from './request.ts'

/** Everything that is wrong with a new password, typed twice. */
export async function passwordProblems(
  request: PageRequest,
  present: Present,
  form: Form,
): Promise<PasswordErrorCode[]> {
  const password = form.text('newPassword')
  const again = form.text('newPasswordAgain')
  if (password === '') return ['missing']
  const { userId, context } = await passwordContext(request, present)
  const errors: PasswordErrorCode[] = checkPassword(password, {
    rule: request.society.policy.passwordRule,
    context,
    userId,
  })
  if (again === '') errors.push('againMissing')
  else if (again.normalize('NFC') !== password.normalize('NFC')) errors.push('mismatch')
  return errors
}

/** What a stranger may know of this person and society, and what the member signs in with. */
export function passwordContext({ gate, society }: PageRequest, { situation }: Present) {
  const { productName, title, societyName } = society.policy
  return gate.database.inSociety(society.id, async (tx) => {
    const person = await loadPasswordContext(tx, society.id, situation.account.id)
    return { userId: person.userId, context: [productName, title, societyName, society.name, ...person.terms] }
  })
}
