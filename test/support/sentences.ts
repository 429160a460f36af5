/** The leaves of a catalogue: a sentence, a list of them, or a function that fills one in. */
export type Sentence = {
  /** 'signIn.errors.invalid' */
  readonly path: string
  readonly text: string
  /** What is filled in, as ‹1› or ‹1.max›, each once and sorted. */
  readonly holes: readonly string[]
}

export function sentencesOf(node: unknown, path: string): Sentence[] {
  if (typeof node === 'string') return [{ path, text: node, holes: [] }]
  if (Array.isArray(node) && node.every((one) => typeof one === 'string'))
    return [{ path, text: node.join('\n'), holes: [] }]
  if (typeof node === 'function') return [filled(node as (...given: unknown[]) => unknown, path)]
  return Object.entries(node as object).flatMap(([key, value]) => sentencesOf(value, `${path}.${key}`))
}

function filled(write: (...given: unknown[]) => unknown, path: string): Sentence {
  const given = Array.from({ length: Math.max(write.length, 1) }, (_, at) => named(`‹${at + 1}›`))
  const text = [write(...given)].flat(3).map(String).join('\n')
  return { path, text, holes: [...new Set(text.match(/‹[^›]*›|NaN/g))].sort() }
}

/** Stands for whatever is asked of it and reads as its own name: a text, a number that is none, a list, an object. */
function named(name: string): unknown {
  const say = () => name
  return new Proxy(
    {},
    {
      get(_, key) {
        if (key === Symbol.toPrimitive || key === 'toString' || key === 'toLocaleString' || key === 'join') return say
        if (key === 'startsWith' || key === 'includes') return () => false
        if (key === 'length') return 1
        return typeof key === 'string' ? named(name.replace('›', `.${key}›`)) : undefined
      },
    },
  )
}
