import type { unlock as ja } from '../ja/unlock.ts'
import { common } from './common.ts'

export const unlock: typeof ja = {
  title: 'Try again with a one-time password by e-mail',
  lead: 'If this user ID has a confirmed e-mail address, we sent a one-time password (six digits) to it. Enter it with your password within 10 minutes.',
  userId: 'User ID',
  sender: 'From',
  subject: 'Subject',
  code: 'One-time password',
  codeHint: 'The six digits in the mail',
  password: 'Password',
  submit: 'Sign in',
  resent: 'We received your request.',
  resend: 'Send again',
  askAgain: 'Get a new one-time password',
  noMail:
    'If no mail arrives, look into your spam folder. Without a confirmed e-mail address none will come: please try again later or contact us (see below).',
  errors: {
    codeMissing: 'Enter the six digits from the mail.',
    codeShape: 'Enter six digits.',
    codeWrong: 'This one-time password is not right. Please look at the six digits in the newest mail.',
    codeExpired: 'It has expired or was used already. Press “Get a new one-time password”.',
    codeTooMany: common.tooMany,
    passwordMissing: 'Enter your password.',
    invalid:
      'The password is not right. A one-time password works once: press “Get a new one-time password” to try again.',
    tooMany: common.tooMany,
    busy: common.busy,
    tooEarly: 'We have only just sent it. Please wait a little before you press “Send again”.',
    limit: 'It cannot be sent again for now. Please look at the mails that arrived, or try again later.',
  },
}
