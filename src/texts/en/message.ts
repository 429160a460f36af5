import type { message as ja } from '../ja/message.ts'

export const message: typeof ja = {
  kinds: {
    unknownHost: {
      title: 'There is no page at this address',
      text: 'Please check the address in the letter or mail from your health insurance society.',
    },
    crossOrigin: {
      title: 'Stopped for your safety',
      text: 'This may have been sent from another site. If it was you, please go back to the form and send it again.',
    },
    outOfOrder: {
      title: 'You are already on another screen',
      text: 'You may have gone on in another tab or used “Back”. What you entered is safe. Please carry on from there.',
    },
    tooLarge: {
      title: 'That was too much',
      text: 'Please go back to the form, enter something shorter and try again.',
    },
    malformed: {
      title: 'We could not read what was sent',
      text: 'Please go back to the form and send it again.',
    },
    notFound: {
      title: 'Page not found',
      text: 'The address may have changed or contain a mistake. Please start from the top page.',
    },
    methodNotAllowed: { title: 'This cannot be done here', text: 'Please start from the top page.' },
    tooMany: {
      title: 'Please wait a while',
      text: 'A lot happened in a short time. Please wait a little and try again.',
    },
    serverError: {
      title: 'We cannot show this page right now',
      text: 'Something went wrong on our side. Please wait a little and try again. If you see this again, please contact us and say the number below.',
    },
    visitEnded: {
      title: 'Ended because time passed',
      text: 'For your safety we stop when nothing happens for a while. What you finished has been kept. Please carry on from there.',
    },
    answerLost: {
      title: 'The answer did not reach this screen',
      text: 'The connection may have broken off, or you may have gone on elsewhere. What you finished has been kept. For your safety, please sign in again or start from your letter once more: you will carry on where you were.',
    },
    unavailable: {
      title: 'Not available at the moment',
      text: 'We are adjusting the settings. Please come back a little later.',
    },
    busy: {
      title: 'We are very busy at the moment',
      text: 'What you entered has not been taken yet. Please wait a little and try again.',
    },
  },
  reference: (id) => `Reference: ${id}`,
  goOn: 'Carry on',
  toTop: 'Back to the top page',
  backToForm: 'Back to the form',
  toSignIn: 'To the sign-in page',
  toLetter: 'Carry on from the letter',
}
