// texts: every sentence that a person reads, on pages, in letters, mails and commands, in each language.
// It knows codes and parameters. It must not know accounts, requests, markup or where a sentence is shown.
// This file: the closed lists of codes for which a sentence exists. A caller passes a code, never a sentence.

/** A language that has a complete catalogue. */
export type Locale = 'ja' | 'en'

/** Sign-in (LGN-11, LCK-03). `invalid` is the one answer for a wrong ID and a wrong password. */
export type SignInErrorCode =
  | 'userIdMissing'
  | 'passwordMissing'
  | 'invalid'
  | 'tooMany'
  | 'busy'
  | 'passkeyExpired'
  | 'passkeyRefused'

/** A code that opens a locked password for one try. */
export type UnlockErrorCode =
  | 'codeMissing'
  | 'codeShape'
  | 'codeWrong'
  | 'codeExpired'
  | 'codeTooMany'
  | 'passwordMissing'
  | 'invalid'
  | 'tooMany'
  | 'busy'
  | 'tooEarly'
  | 'limit'

/** A friendly word above the sign-in form, after something else has ended. */
export type SignInNoticeCode = 'setUpMethod' | 'signedOut' | 'visitEnded' | 'alreadyActivated' | 'mailConfirmed'

/** The two forms for what was forgotten; both answer known and unknown alike. */
export type ForgottenErrorCode = 'userIdMissing' | 'birthDateMissing' | 'birthDateShape' | 'mailMissing' | 'mailInvalid'

/** A recovery number or code. */
export type RecoveryCodeErrorCode = 'missing' | 'shape' | 'wrong' | 'tooMany'

/** Everything that can be shown, for sentences about it. */
export type FactorName = MethodName | 'password' | 'recoveryCode' | 'letter' | 'computed'

/** What the answers of the help depend on: one society's policy and desk. */
export type HelpFacts = {
  readonly desk: string
  readonly phone: string
  readonly hours: string
  readonly sender: string
  readonly signInWith: 'id' | 'idOrMail'
  readonly lockRelease: 'timed' | 'staff'
  readonly linkMinutes: number
  readonly direct: boolean
  readonly methods: readonly MethodName[]
  readonly minLength: number
  readonly maxLength: number
  readonly composition: 'none' | 'hint' | 'enforced'
}

/** The letter's form. `noMatch` is the one answer for an unknown ID, a wrong code and a wrong birth date. */
export type LetterErrorCode =
  | 'userIdMissing'
  | 'letterCodeMissing'
  | 'letterCodeShape'
  | 'birthDateMissing'
  | 'birthDateShape'
  | 'birthDateUnlisted'
  | 'noMatch'
  | 'tooMany'
  | 'busy'

/** Birth date (BRT-04, GAP-05). */
export type BirthDateErrorCode = 'missing' | 'shape' | 'unlisted' | 'noMatch' | 'tooMany'

/** Mail address (EML-09 … EML-12: missing, taken, invalid, tooLong). */
export type MailErrorCode = 'missing' | 'taken' | 'same' | 'invalid' | 'tooLong' | 'tooMany'

/** A code sent by mail. `notYet` answers 「確認できたので次へ進む」 when the link has not been used. */
export type MailCodeErrorCode =
  | 'missing'
  | 'shape'
  | 'wrong'
  | 'expired'
  | 'tooMany'
  | 'notYet'
  | 'resendTooEarly'
  | 'resendLimit'

/** User ID (UID-49). */
export type UserIdErrorCode = 'missing' | 'tooShort' | 'tooLong' | 'forbidden' | 'taken' | 'notYourMail'

/** Choice of the method. */
export type MethodErrorCode = 'missing' | 'unavailable'

/** The three methods (design.md §3). */
export type MethodName = 'passkey' | 'totp' | 'mailCode'

/** New password (PWD-01 … PWD-08). */
export type PasswordErrorCode =
  | 'missing'
  | 'againMissing'
  | 'mismatch'
  | 'tooShort'
  | 'tooLong'
  | 'common'
  | 'repeated'
  | 'sequence'
  | 'context'
  | 'containsUserId'
  | 'sameAsUserId'
  | 'sameAsCurrent'
  | 'notAllowedCharacter'
  | 'composition'
  | 'busy'

/** What would make a password better (NIST 800-63B-4: guide to a better one). */
export type PasswordAdviceCode =
  | 'longer'
  | 'unrelatedWords'
  | 'noPersonalData'
  | 'noRepeats'
  | 'noSequences'
  | 'noCommonPassword'

/** Setting up an authenticator app. `otpWrong` is 「認証コードが異なります」 (OTP-28). */
export type EnrolTotpErrorCode =
  | 'otpMissing'
  | 'otpShape'
  | 'otpWrong'
  | 'otpUsed'
  | 'clockFast'
  | 'clockSlow'
  | 'deviceNameMissing'
  | 'deviceNameTooLong'
  | 'deviceNameTaken'
  | 'tooManyDevices'
  | 'tooMany'

/** Proving with an authenticator app. `wrong` is 「ワンタイムパスワードが正しくありません」 (OTP-42). */
export type OtpErrorCode =
  | 'missing'
  | 'shape'
  | 'wrong'
  | 'used'
  | 'clockFast'
  | 'clockSlow'
  | 'deviceMissing'
  | 'tooMany'

/** The password once more, of somebody who is identified already. */
export type ProvePasswordErrorCode = 'missing' | 'wrong' | 'tooMany' | 'busy'

/** Why it is asked (the reasons of `prove`). */
export type ProvePasswordReason = 'secondFactor' | 'resume' | 'stepUp' | 'freshness' | 'recovery' | 'restore'

/** A passkey that was not made or not shown; the first seven are what browsers and devices say (PSK-19, PSK-32). */
export type PasskeyProblemCode =
  | 'cancelled'
  | 'timedOut'
  | 'noAuthenticator'
  | 'noVerification'
  | 'alreadyRegistered'
  | 'unsupported'
  | 'noScript'
  | 'wrongDevice'
  | 'expired'
  | 'refused'
  | 'tooManyPasskeys'

/** The name of a passkey (PSK-07 … PSK-13). */
export type PasskeyNameErrorCode = 'missing' | 'tooLong' | 'taken'

/** What a passkey is kept in, as far as its transports tell (PSK-23). */
export type PasskeyKind = 'internal' | 'phone' | 'key' | 'other'

/** What a letter tells about the mail address: its code belongs to the sitting, it is verified later, or none is needed. */
export type LetterMail = 'code' | 'afterwards' | 'optional'

/** The profile (PRF, MTH-20). */
export type ProfileErrorCode = 'methodMissing' | 'methodUnavailable'

/** The name of a device (GAP-08). */
export type DeviceErrorCode = 'missing' | 'tooLong' | 'taken'

/** Why the door stays shut although the person did nothing wrong on this screen. */
export type RefusalReason =
  | 'qualificationEnded'
  | 'closed'
  | 'frozen'
  | 'letterUsed'
  | 'letterExpired'
  | 'letterReplaced'
  | 'invitationUsed'
  | 'invitationExpired'
  | 'invitationReplaced'
  | 'letterNeeded'
  | 'beginByLetter'
  | 'signInAgain'
  | 'recovered'

/** A way on from a refusal; every one needs none of the lost things. */
export type RefusalExit = 'signIn' | 'letter' | 'top' | 'contact' | 'forgotPassword' | 'signOut'

/** Pages for requests that cannot be served. */
export type MessageKind =
  | 'unknownHost'
  | 'crossOrigin'
  | 'outOfOrder'
  | 'tooLarge'
  | 'malformed'
  | 'notFound'
  | 'methodNotAllowed'
  | 'tooMany'
  | 'serverError'
  | 'visitEnded'
  | 'answerLost'
  | 'busy'
  | 'unavailable'

/** A word above a page about what led there. */
export type FrameNotice = 'doneElsewhere' | 'methodChosenElsewhere'

/** Names of the steps in the progress line. */
export type StepName =
  | 'openLetter'
  | 'birthDate'
  | 'terms'
  | 'mail'
  | 'mailCode'
  | 'method'
  | 'password'
  | 'enrol'
  | 'passkeyName'
  | 'recoveryPaper'
  | 'prove'

/** The signs behind 利用不可文字一覧を見る (UID-13 … UID-43). */
export type ForbiddenSign =
  | 'lessThan'
  | 'greaterThan'
  | 'ampersand'
  | 'doubleQuote'
  | 'singleQuote'
  | 'whiteSpace'
  | 'verticalTab'
  | 'horizontalTab'
  | 'dollar'
  | 'percent'
  | 'exclamation'
  | 'hash'
  | 'question'
  | 'section'
  | 'comma'
  | 'semicolon'
  | 'colon'
  | 'asterisk'
  | 'tilde'
  | 'slash'
  | 'backslash'
  | 'pipe'
  | 'caret'
  | 'equals'
  | 'leftBracket'
  | 'rightBracket'
  | 'leftBrace'
  | 'rightBrace'
  | 'leftParenthesis'
  | 'rightParenthesis'
  | 'backQuote'
