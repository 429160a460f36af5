import type { Hono } from 'hono'
import { FORBIDDEN_CHARACTERS } from '../../../account/forbidden-characters.ts'
import { addressKey } from '../../../account/mail-address-rule.ts'
import { signInName } from '../../../account/password-context.ts'
import { checkUserId, LONGEST_USER_ID, SHORTEST_USER_ID } from '../../../account/user-id-rule.ts'
import { changeLanguage } from '../../../care/change-language.ts'
import { changeProfile, type ProfileProblem } from '../../../care/change-profile.ts'
import { living } from '../../../journey/evidence.ts'
import type { Present } from '../../../journey/find-visit.ts'
import { effectiveMethod, usableMethods } from '../../../journey/methods.ts'
import type { ProfileErrorCode, UserIdErrorCode } from '../../../texts/codes.ts'
import { aimAt } from '../../aim.ts'
import { type CareSubmission, mountCare } from '../../care-page.ts'
import { writeLanguageCookie } from '../../cookies.ts'
import { frameOf } from '../../frame-of.ts'
import type { Form } from '../../read-form.ts'
import type { Env, PageRequest } from '../../request.ts'
import { paths } from '../../views/paths.ts'
import { type ProfileModel, profileView } from './view.ts'

type Typed = { readonly language: string; readonly userId: string; readonly method: string }
type Notes = Typed & {
  readonly userIdErrors: readonly UserIdErrorCode[]
  readonly badCharacters: readonly string[]
  readonly errors: readonly ProfileErrorCode[]
}

const CHANGED = `${paths.profile}?changed=yes`

/** プロフィール (PRF-01…10): looking needs a sign-in, changing user ID or method a fresh proof (RAU-10). */
export function mountProfile(app: Hono<Env>): void {
  mountCare<Notes>(app, {
    path: paths.profile,
    aim: () => null,
    async show(request, present, { c, notes, draft }) {
      const kept = draft && { ...blank(draft as Typed) }
      const now = await nowOf(request, present)
      const frame = frameOf(request, paths.profile, present)
      const said = c.req.query('changed') === undefined ? null : 'changed'
      const mailSaid = c.req.query('mail') === undefined ? said : 'mailChanged'
      return profileView(frame, {
        ...model(request, present, now, notes ?? kept ?? blank(now)),
        said: notes ? null : kept ? 'proven' : mailSaid,
      })
    },
    submit: (request, form, submission) => submit(request, form, submission),
  })
}

const blank = (typed: Typed): Notes => ({ ...typed, userIdErrors: [], badCharacters: [], errors: [] })

async function nowOf({ gate, society, locale }: PageRequest, { situation }: Present): Promise<Typed> {
  const userId = await gate.database.inSociety(society.id, (tx) => signInName(tx, society.id, situation.account.id))
  return {
    language: situation.language ?? locale,
    userId: userId ?? '',
    method: effectiveMethod(situation.facts) ?? '',
  }
}

async function submit(
  request: PageRequest,
  form: Form,
  { c, present, change, again }: CareSubmission<Notes>,
): Promise<Response> {
  const now = await nowOf(request, present)
  const typed = { ...now }
  for (const name of ['language', 'userId', 'method'] as const) if (form.has(name)) typed[name] = form.text(name)
  const language = request.society.policy.languages.find((one) => one === typed.language) ?? request.locale
  const sameId = typed.userId.trim() === now.userId
  const aim = aimAt('profile')
  // The page that follows is in the language just chosen.
  const done = () => writeLanguageCookie(c, request.society, language)
  if (sameId && typed.method === now.method) {
    return change({ aim, next: CHANGED, done, needs: 'signIn' }, changeLanguage(language), (problem) => problem)
  }
  const read = sameId ? { userId: now.userId || null } : readUserId(typed.userId, present)
  const method = usableMethods(present.situation.facts).find((one) => one === typed.method)
  if ('errors' in read || !method) {
    const errors: ProfileErrorCode[] = method ? [] : [typed.method === '' ? 'methodMissing' : 'methodUnavailable']
    const wrong = 'errors' in read ? read : { errors: [], badCharacters: [] }
    return again({ ...typed, userIdErrors: wrong.errors, badCharacters: wrong.badCharacters, errors })
  }
  const handler = changeProfile({ language, userId: read.userId, method })
  return change({ aim, next: CHANGED, done, typed }, handler, (problem) => explained(problem, typed))
}

function readUserId(
  typed: string,
  { situation }: Present,
): { userId: string | null } | { errors: readonly UserIdErrorCode[]; badCharacters: readonly string[] } {
  const optional = situation.facts.policy.userId !== 'required' && !situation.facts.member?.hasLastingId
  if (optional && typed.trim() === '') return { userId: null }
  const verified = situation.facts.member?.address?.verifiedAt != null ? situation.address?.address : undefined
  const checked = checkUserId(typed, verified && addressKey(verified))
  if (checked.ok) return { userId: checked.value }
  const badCharacters = checked.error.flatMap((problem) => (problem.kind === 'forbidden' ? problem.characters : []))
  return { errors: checked.error.map(({ kind }) => kind), badCharacters }
}

function explained({ kind }: ProfileProblem, typed: Typed): Notes {
  if (kind === 'methodUnavailable') return { ...blank(typed), errors: ['methodUnavailable'] }
  return { ...blank(typed), userIdErrors: [kind === 'userIdTaken' ? 'taken' : 'missing'] }
}

function model(request: PageRequest, { situation }: Present, now: Typed, notes: Notes): Omit<ProfileModel, 'said'> {
  const { policy } = request.society
  const { facts, account, address } = situation
  const owned = living(facts).map(({ factor }) => factor)
  const lasting = facts.member?.hasLastingId ?? false
  return {
    languages: policy.languages,
    language: notes.language,
    userId:
      policy.userId === 'none' && !lasting
        ? null
        : {
            value: notes.userId,
            required: lasting || policy.userId === 'required',
            min: SHORTEST_USER_ID,
            max: LONGEST_USER_ID,
            forbidden: FORBIDDEN_CHARACTERS,
            badCharacters: notes.badCharacters,
            errors: notes.userIdErrors,
          },
    temporaryId: !lasting,
    name: account.name,
    mail: address && { address: address.address, verified: facts.member?.address?.verifiedAt != null },
    methods: usableMethods(facts).map((method) => ({ method, owned: owned.includes(method) })),
    method: notes.method === '' ? now.method : notes.method,
    errors: notes.errors,
  }
}
