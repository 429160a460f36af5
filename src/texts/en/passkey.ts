import type { passkey as ja } from '../ja/passkey.ts'

export const passkey: typeof ja = {
  title: 'Security settings',
  lead: 'Register your face, fingerprint or screen lock, and next time you sign in at once, without a password.',
  leadAfterPassword:
    'You need to set up biometrics to activate your account. On the next screen, confirm with your face, fingerprint or screen lock.',
  leadAnother:
    'Add the face, fingerprint or screen lock of this device or of another one. On the next screen, confirm with face, fingerprint or screen lock.',
  privacy: 'Your face and fingerprints are used inside your device only. They are never sent to your society.',
  buttons: {
    phone: 'With the face, fingerprint or screen lock of this phone',
    tablet: 'With the face, fingerprint or screen lock of this tablet',
    computer: 'With the face, fingerprint or screen lock of this computer',
  },
  next: 'Next',
  retry: 'Try again',
  instead: {
    passkey: 'Use biometrics',
    totp: 'Use an authenticator app',
    mailCode: 'Use one-time passwords by e-mail',
  },
  insteadLead: 'If you do not use a face, fingerprint or screen lock',
  sheetTitle: 'When the screen of your device opens',
  sheet: [
    'On an iPhone, tap “Continue” and use Face ID or Touch ID.',
    'Be sure to choose biometrics, such as your face.',
    'The screens differ from device to device. Please follow those of yours.',
  ],
  phoneTitle: 'If your computer has no biometrics (use your phone)',
  phone: [
    'Turn on Bluetooth on both the phone and the computer.',
    'The button opens a window of the browser. Choose “iPhone, iPad, or Android device” (or “Use a phone or tablet”) and click “Next”.',
    'Read the QR code on the computer with the camera of your phone, and confirm there with your face, fingerprint or screen lock.',
  ],
  windows: [
    'When Windows asks, “OK” registers Windows Hello (face, fingerprint or PIN).',
    'For a phone or a security key, click “Cancel” there and choose where to save the passkey.',
    'If that ends it, you come back to this page and can choose again with “Try again”.',
  ],
  windowsTitle: 'On a Windows computer',
  inAppTitle: 'Biometrics cannot be used inside an app',
  inApp:
    'This page was opened inside another app. Use “…” or the share button to open it in Safari or Chrome. Do so before you start typing, and you need not type anything twice.',
  problems: {
    cancelled: {
      title: 'The screen of your device was closed',
      lines: ['“Try again” starts once more. You can also use another method.'],
    },
    timedOut: {
      title: 'The screen of your device was closed because time ran out',
      lines: ['“Try again” starts once more.'],
    },
    noAuthenticator: {
      title: 'No face, fingerprint or screen lock was found on this device',
      lines: [
        'Set one up in the settings of your device, then press “Try again”.',
        'You can also use the biometrics of your phone.',
      ],
    },
    noVerification: {
      title: 'Your face, fingerprint or screen lock could not be confirmed',
      lines: ['Press “Try again” and confirm with your face, fingerprint or screen lock.'],
    },
    alreadyRegistered: {
      title: 'This device is registered already',
      lines: ['There is nothing to do on it. To register another device, press “Try again” there.'],
    },
    wrongDevice: {
      title: 'This passkey does not belong to the person who is signing in',
      lines: ['Use one of the devices listed below, or another method.'],
    },
    unsupported: {
      title: 'This browser cannot use biometrics',
      lines: ['Open the page in a newer browser such as Safari or Chrome, or use another method.'],
    },
    noScript: {
      title: 'This browser cannot open the screen for biometrics',
      lines: ['Turn on JavaScript and press “Try again”, or use another method.'],
    },
    expired: {
      title: 'Time ran out, so we start again',
      lines: ['Press “Try again”. Nothing has to be typed again.'],
    },
    refused: {
      title: 'The passkey could not be confirmed',
      lines: ['Press “Try again”. If it keeps failing, please use another method.'],
    },
    tooManyPasskeys: {
      title: 'You have registered as many passkeys as possible',
      lines: ['Delete those you no longer use, then try again.'],
    },
  },
  proveTitle: 'Biometrics',
  proveLead: 'We check with your registered passkey that it is you. “Next” opens the screen of your device.',
  signedInAs: 'User ID',
  someoneElse: 'Sign in with another user ID',
  registered: 'Registered passkeys',
  unnamed: 'Passkey',
  created: (time) => `Created ${time}`,
  kinds: {
    internal: 'Face, fingerprint or screen lock of a device',
    phone: 'Phone or tablet',
    key: 'Security key',
    other: 'Passkey',
  },
  otherWaysTitle: 'If you want to choose another way on that screen',
  otherWays: [
    'See “Other sign-in options”.',
    '“Password”: the face recognition or PIN of the device.',
    '“iPhone, iPad, or Android device”: another phone.',
    '“Security key”: an external security key, for example by USB.',
  ],
  methodsTitle: 'Other methods',
  nameTitle: 'Name your passkey',
  nameLead: 'Give a name to the device that you use for biometrics',
  name: 'Name of the passkey',
  nameHint: 'Replace the text with a name by which you recognise the device.',
  nameDefault: 'Passkey',
  nameSubmit: 'OK',
  nameErrors: {
    missing: 'Enter a name for the passkey.',
    tooLong: 'The name can have at most 40 characters.',
    taken: 'Please enter a name that you have not used for another passkey.',
  },
  signIn: 'Sign in with face, fingerprint or screen lock',
  signInHint: 'On a registered device you need no user ID and no password.',
  signInFailed: 'Press “Try again”, or sign in with user ID and password below.',
  signInWithPassword: 'Sign in with user ID and password',
}
