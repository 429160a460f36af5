import type { recoveryMails as ja } from '../ja/mail-recovery.ts'

export const recoveryMails: typeof ja = {
  reset: {
    title: 'Reset your password',
    lead: (title) => `Somebody asked for a new password for ${title}.`,
    link: 'Reset password',
    lifetime: (minutes) =>
      `The link works for ${minutes} minutes. After that, please ask again by “Forgot your password?”.`,
    expires: 'Valid',
    next: 'The link opens a page that asks for your confirmation and then says what else is needed. You may open it on another device or in another browser.',
    linkIsOurs: (host) => `This link opens a page of ${host}. If another page opens, close it and enter nothing.`,
    notMine: 'If this was not you, please ignore this mail. Nothing changes unless the button is pressed.',
  },
  userId: {
    title: 'Your user ID',
    lead: (title) => `Here is your user ID for ${title}.`,
    userId: 'User ID',
    byMail: 'You can also sign in with this e-mail address in place of the user ID.',
    notMine:
      'If this was not you, somebody may have entered your date of birth and address. This mail alone opens nothing.',
  },
  recovered: {
    title: 'Your sign-in was set up again',
    lead: (title) => `Somebody set up signing in to ${title} again.`,
    at: 'When',
    by: 'Checked by',
    replaced: 'No longer usable',
    factors: {
      password: 'password',
      passkey: 'passkey',
      totp: 'authenticator app',
      mailCode: 'one-time passwords by e-mail',
      recoveryCode: 'recovery number',
      letter: 'letter',
      computed: 'first password',
    },
    rungs: { twoKinds: 'two kinds of proof', direct: 'the link of a mail', letter: 'a new letter' },
    join: (things) => things.join(', '),
    mine: 'If this was you, there is nothing to do.',
    notMine: 'If this was not you, somebody else may have done it. You can stop the account at once with this link:',
  },
}
