import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import * as v from 'valibot'

const base64url = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]+$/))
const transport = v.pipe(v.string(), v.regex(/^[a-z-]{1,20}$/))

const registration = v.object({
  id: base64url,
  rawId: base64url,
  type: v.literal('public-key'),
  response: v.object({
    clientDataJSON: base64url,
    attestationObject: base64url,
    transports: v.optional(v.pipe(v.array(transport), v.maxLength(8)), []),
  }),
  clientExtensionResults: v.optional(
    v.object({ credProps: v.optional(v.object({ rk: v.optional(v.boolean()) })) }),
    {},
  ),
})

const assertion = v.object({
  id: base64url,
  rawId: base64url,
  type: v.literal('public-key'),
  response: v.object({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: v.nullish(base64url),
  }),
})

export type Registration = v.InferOutput<typeof registration>
export type Assertion = v.InferOutput<typeof assertion>

/** What a page posted as the answer of an authenticator; undefined unless it has the shape of one. */
export function readRegistration(text: string): Registration | undefined {
  return read(registration, text)
}

export function readAssertion(text: string): Assertion | undefined {
  return read(assertion, text)
}

/** The shape in which the library wants it. */
export function libraryRegistration({ id, rawId, type, response }: Registration): RegistrationResponseJSON {
  const { clientDataJSON, attestationObject } = response
  return { id, rawId, type, response: { clientDataJSON, attestationObject }, clientExtensionResults: {} }
}

export function libraryAssertion({ id, rawId, type, response }: Assertion): AuthenticationResponseJSON {
  const { clientDataJSON, authenticatorData, signature, userHandle } = response
  const answered = { clientDataJSON, authenticatorData, signature, ...(userHandle ? { userHandle } : {}) }
  return { id, rawId, type, response: answered, clientExtensionResults: {} }
}

function read<Schema extends v.GenericSchema>(schema: Schema, text: string): v.InferOutput<Schema> | undefined {
  try {
    const parsed = v.safeParse(schema, JSON.parse(text))
    return parsed.success ? parsed.output : undefined
  } catch {
    return undefined
  }
}
