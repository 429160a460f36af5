import type { memberCommands as ja } from '../ja/member-commands.ts'

export const memberCommands: typeof ja = {
  kinds: {
    password: 'password',
    letter: 'numbers of the letter',
    birthDate: 'date of birth',
    secondFactor: 'one-time password (app)',
    mailCode: 'one-time password (e-mail)',
  },
  lockStates: { open: 'not locked', paused: 'paused', closed: 'closed' },
  until: (at) => `until ${at}`,
  failures: (count, at) => `${count} ${count === 1 ? 'failure' : 'failures'} (last ${at})`,
  where: { known: 'in a known browser', elsewhere: 'everywhere else' },
  noLocks: 'nothing is locked and nothing was tried in vain',
  nothingLifted: 'there was nothing to lift',
  frozen: (since, doubt) => `stopped ${since}\tin doubt since ${doubt}`,
  noneFrozen: 'nobody is stopped',
  held: (since, until) => `since ${since}\topens ${until}`,
  noneHeld: 'nobody waits',
  released: 'released',
  notHeld: (key) => `nobody waits under this number: ${key}`,
  invited: (count) => `${count} ${count === 1 ? 'invitation' : 'invitations'}`,
  noInvitations: (society) => `${society} sends no invitations: invitationMail is not in \`initial\` of its policy`,
  noSuchMember: (key) => `no such member: ${key}`,
}
