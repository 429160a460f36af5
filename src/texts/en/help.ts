import type { HelpFacts } from '../codes.ts'
import type { help as ja } from '../ja/help.ts'

const desk = (facts: HelpFacts): string => `please contact ${facts.desk} (telephone ${facts.phone}, ${facts.hours}).`

export const help: typeof ja = {
  title: 'Frequent questions',
  link: 'Frequent questions',
  lead: 'Choose what troubles you.',
  links: {
    forgotUserId: 'Forgot your user ID?',
    forgotPassword: 'Forgot your password?',
    lost: 'Lost it, or it does not work?',
    letter: 'I have a letter',
    signIn: 'Sign in',
  },
  questions: {
    'user-id': {
      question: 'I do not know my user ID',
      answer: (facts) => [
        'We send it to you if you enter your date of birth and registered e-mail address. Go on by the link below.',
        ...(facts.signInWith === 'idOrMail' ? ['You can also sign in with your confirmed e-mail address.'] : []),
        `If you do not know the address either, ${desk(facts)}`,
      ],
    },
    'new-user-id': {
      question: 'I want a user ID',
      answer: (facts) => [
        'You get one at your first sign-in, with the letter that your society sends.',
        `If no letter has come, ${desk(facts)}`,
      ],
    },
    mail: {
      question: 'No mail arrives',
      answer: (facts) => [
        [
          'Look into the spam folder.',
          `Look at the domain filter. Our mails come from ${facts.sender}.`,
          'If your mail program shows threads, a new mail may be folded into an older one.',
          'Make sure that the right address is registered.',
        ],
        'If there is still none, ask again by “Forgot your password?”.',
        `If the address does not work any more, or you do not know your user ID, ${desk(facts)}`,
      ],
    },
    password: {
      question: 'I forgot my password',
      answer: (facts) => [
        `Ask for a link by “Forgot your password?”. It works for ${facts.linkMinutes} minutes.`,
        facts.direct
          ? 'The link leads to setting up the authenticator app and the password anew.'
          : 'After the link we ask for one more thing: your app, a passkey or a recovery number.',
      ],
    },
    locked: {
      question: 'My account or password is locked',
      answer: (facts) => [
        facts.lockRelease === 'timed'
          ? 'After several wrong tries we pause for your safety. It opens by itself after 15 minutes; the pause doubles each time, to 24 hours at most.'
          : 'After several wrong tries we stop for your safety. Time alone does not open it again.',
        ...(facts.lockRelease === 'timed'
          ? [
              'With a confirmed e-mail address you can open it early: choose “Try again with a one-time password by e-mail” on the sign-in page.',
            ]
          : []),
        `If you are in a hurry, or it was not you, ${desk(facts)}`,
      ],
    },
    'password-rule': {
      question: 'What must a password be like?',
      answer: (facts) => [
        [
          `At least ${facts.minLength} characters, at most ${facts.maxLength}`,
          'Letters, digits and signs of a keyboard',
          ...(facts.composition === 'enforced' ? ['Digits, small letters and signs mixed'] : []),
          'Not your user ID, and nothing that follows from your name or date of birth.',
        ],
      ],
    },
    refused: {
      question: 'It says that the user ID or password is not valid',
      answer: () => [
        'One of the two may be mistyped.',
        [
          'Check capital and small letters and look-alikes (0 and O, 1 and l).',
          'The eye beside the password shows what you typed.',
          'If you changed your user ID at the first sign-in, enter the new one.',
        ],
      ],
    },
    code: {
      question: 'The one-time password does not work',
      answer: () => [
        [
          'Enter the newest one.',
          'Restart the authenticator app.',
          'Turn on the automatic clock of your device.',
          'If you use several devices, check which one you chose.',
        ],
      ],
    },
    'wrong-code': {
      question: 'It says that the one-time password is not right',
      answer: () => [['It was mistyped.', 'It has expired.'], 'Look at the newest digits and enter them again.'],
    },
    'two-devices': {
      question: 'May I use two devices, one of my company and one of my own?',
      answer: () => ['Yes. With a second one you can still sign in when the first does not work.'],
    },
    'old-device': {
      question: 'Can I remove a device that I no longer use?',
      answer: () => [
        'If you can sign in, remove it on the page of your sign-in methods. If you do not have it any more, go on by “Lost it, or it does not work?”.',
      ],
    },
    name: {
      question: 'The name shown is wrong',
      answer: (facts) => [`The name is the one in your society's records. To have it corrected, ${desk(facts)}`],
    },
    'lost-device': {
      question: 'I lost or changed the device with my second factor',
      answer: (facts) => [
        facts.direct
          ? 'If you know your user ID, set it up again by “Forgot your password?”.'
          : 'Sign in with your password and press “Lost it, or it does not work” on the next page. A code by mail confirms that it is you, and you set up the new device.',
        `If nothing else is left, ${desk(facts)} After a check they send you a new letter.`,
      ],
    },
    computer: {
      question: 'Can I use a computer?',
      answer: (facts) => [
        'Yes.',
        [
          'Recommended devices: computers, smartphones (iPhone, Android), tablets',
          'Recommended browsers: the latest Google Chrome, Safari and Microsoft Edge',
        ],
        [
          ...(facts.methods.includes('passkey')
            ? ['Passkey: face, fingerprint or screen lock of the computer. You need no phone.']
            : []),
          ...(facts.methods.includes('totp')
            ? ['Authenticator app: on a phone, or as a program or browser extension on the computer.']
            : []),
          ...(facts.methods.includes('mailCode')
            ? ['One-time passwords by e-mail: also with mail read on the computer.']
            : []),
        ],
      ],
    },
  },
}
