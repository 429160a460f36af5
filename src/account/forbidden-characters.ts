/**
 * The list behind 「利用不可文字一覧を見る」 (UID-13…43; CON-21: the 31 entries of the newer manual). It is shown, never used to
 * decide: what is allowed stands in user-id-rule.ts (CON-20). `label` names the wording in the texts.
 */
export const FORBIDDEN_CHARACTERS = [
  { shown: '<', label: 'lessThan' },
  { shown: '>', label: 'greaterThan' },
  { shown: '&', label: 'ampersand' },
  { shown: '"', label: 'doubleQuote' },
  { shown: "'", label: 'singleQuote' },
  { shown: '\\s', label: 'whiteSpace' },
  { shown: '\\v', label: 'verticalTab' },
  { shown: '\\h', label: 'horizontalTab' },
  { shown: '$', label: 'dollar' },
  { shown: '%', label: 'percent' },
  { shown: '!', label: 'exclamation' },
  { shown: '#', label: 'hash' },
  { shown: '?', label: 'question' },
  { shown: '§', label: 'section' },
  { shown: ',', label: 'comma' },
  { shown: ';', label: 'semicolon' },
  { shown: ':', label: 'colon' },
  { shown: '*', label: 'asterisk' },
  { shown: '~', label: 'tilde' },
  { shown: '/', label: 'slash' },
  { shown: '\\', label: 'backslash' },
  { shown: '|', label: 'pipe' },
  { shown: '^', label: 'caret' },
  { shown: '=', label: 'equals' },
  { shown: '[', label: 'leftBracket' },
  { shown: ']', label: 'rightBracket' },
  { shown: '{', label: 'leftBrace' },
  { shown: '}', label: 'rightBrace' },
  { shown: '(', label: 'leftParenthesis' },
  { shown: ')', label: 'rightParenthesis' },
  { shown: '`', label: 'backQuote' },
] as const

export type ForbiddenCharacter = (typeof FORBIDDEN_CHARACTERS)[number]
