import type { otp as ja } from '../ja/otp.ts'
import { common } from './common.ts'

export const otp: typeof ja = {
  title: 'Enter your one-time password',
  lead: 'Enter the six digits that your authenticator app shows.',
  device: 'Which device?',
  deviceHint: 'Choose a device and enter the one-time password that its app shows.',
  label: 'One-time password',
  hint: 'Six digits. You can paste them, with or without a space.',
  submit: 'Go to the top page',
  errors: {
    missing: 'Enter the one-time password.',
    shape: 'The one-time password has six digits.',
    wrong: 'This one-time password is not right',
    used: 'This one-time password is not right',
    clockFast: 'This one-time password is not right',
    clockSlow: 'This one-time password is not right',
    deviceMissing: 'Choose a device.',
    tooMany: common.tooMany,
  },
  adviceTitle: 'Please check the following.',
  advice: [
    'Look for typing mistakes and enter the newest one-time password. Old ones cannot be used.',
    'A one-time password is only valid for 30 seconds.',
    'Close the authenticator app and open it again.',
    'Turn on automatic date and time on your device.',
  ],
  adviceDevices: 'If you have set up several devices, check that you chose the right one.',
  usedAdvice: 'A one-time password works only once. Wait until the digits change and enter the new ones.',
  clockFast: (off) => `The clock of your device is ${off} fast. Please turn on automatic date and time.`,
  clockSlow: (off) => `The clock of your device is ${off} slow. Please turn on automatic date and time.`,
  clockOff: (seconds) => (seconds >= 60 ? `about ${Math.round(seconds / 60)} min` : `about ${seconds} s`),
  lostTitle: 'Lost or changed your smartphone?',
  lost: 'If your app does not work, press “Lost it, or it does not work”. Something else confirms that it is you, and you set up the new device.',
}
