import type { profile as jaProfile, profileMail as jaProfileMail } from '../ja/profile.ts'

export const profile: typeof jaProfile = {
  menu: 'Edit profile',
  title: 'Profile',
  subtitle: 'Manage your profile',
  section: 'General',
  language: 'Language',
  languageHint: 'The language of the pages and of the e-mails that we send you.',
  userId: 'User ID',
  temporaryId: 'Temporary ID',
  temporaryIdYes: 'A temporary ID is in use',
  temporaryIdNo: 'You use an ID of your own',
  name: 'Name',
  nameHint: 'If your name is wrong, please contact your health insurance society.',
  mail: 'E-mail address',
  mailNone: 'None registered',
  mailUnverified: '(not confirmed yet)',
  changeMail: 'Change e-mail',
  method: 'Sign-in method',
  methodHint: 'If the method is not set up yet, its set-up opens next. What you have registered stays.',
  methodNow: 'Set up',
  change: 'Change',
  back: 'Back',
  changed: 'Your changes were saved.',
  proven: 'Thank you. Please check what you entered and press “Change” once more.',
  errors: {
    methodMissing: 'Please choose a sign-in method.',
    methodUnavailable: 'This method cannot be chosen right now. Please choose another one.',
  },
}

export const profileMail: typeof jaProfileMail = {
  lead: 'Enter your new e-mail address and press “Continue”. We will send you an e-mail to confirm it.',
  untilThen: 'Until it is confirmed, your present address stays in use.',
  back: 'Back',
  signInAgain: 'If you sign in with codes sent by e-mail, you will be asked to sign in again after the change.',
  changed: 'Your e-mail address was changed.',
  changedLead: 'Your new e-mail address is confirmed. The change is complete.',
  changedClose: 'You may close this page. Your previous address has been told about the change.',
}
