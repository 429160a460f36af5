import { type Import, importsOf, type Sources } from './import-graph.ts'

/** design.md §4: a folder may import only what stands to its left; folders of one step never import each other. */
const order = [
  ['kernel'],
  ['store'],
  ['audit'],
  ['texts'],
  ['society'],
  ['mail'],
  ['account'],
  ['session', 'factor'],
  ['journey'],
  ['care', 'staff'],
  ['oidc'],
  ['web'],
  ['demo'],
  ['cli'],
]

/** Packages and where alone they may be known. A name ending with a slash stands for a whole scope. */
const packagesOf: [packages: string[], owners: string[]][] = [
  [['hono', '@hono/'], ['src/web/']],
  [['oidc-provider'], ['src/oidc/']],
  // The demo makes a database of its own on a server, before there is one to open.
  [['pg'], ['src/store/', 'src/demo/demo-database.ts']],
  [['@electric-sql/'], ['src/store/embedded/']],
]

/** The files of the journey that decide; nothing that they load may do anything but think. */
const pureFiles = ['facts.ts', 'step.ts', 'rules.ts', 'next-step.ts'].map((name) => `src/journey/${name}`)

/** Every sentence says which file breaks which rule; none means that the house is in order. */
export function violations(sources: Sources, acrossCallers: readonly string[]): string[] {
  const imports = importsOf(sources)
  return [
    ...imports.flatMap(orderOf),
    ...imports.flatMap(ownerOf),
    ...impure(imports),
    ...cycles(imports),
    ...strayAcross(sources, acrossCallers),
    ...silentFolders(sources),
  ]
}

const folderOf = (path: string): string | undefined => /^src\/([^/]+)\//.exec(path)?.[1]
const stepOf = (folder: string): number => order.findIndex((step) => step.includes(folder))

function orderOf({ from, to, kind }: Import): string[] {
  if (to.startsWith('./')) return [`${from} imports ${to}, which is not below src/`]
  if (!to.startsWith('src/')) return []
  const [source, target] = [folderOf(from), folderOf(to)]
  if (!source || !target || stepOf(source) < 0 || stepOf(target) < 0)
    return [`${from} imports ${to}: one of them is in no folder of the house`]
  if (target === 'demo' && source !== 'demo' && !(source === 'cli' && kind === 'dynamic'))
    return [`${from} imports ${to}: only src/cli loads the demo, and only when it is asked to`]
  if (isEmbedded(to) && !isEmbedded(from) && kind === 'value')
    return [`${from} imports ${to}: the embedded database is loaded only where there is no server`]
  if (source === 'factor' && target === 'factor') return betweenFactors(from, to)
  if (source === target || stepOf(target) < stepOf(source)) return []
  return [
    `${from} imports ${to}: ${source} stands ${stepOf(target) === stepOf(source) ? 'beside' : 'left of'} ${target}`,
  ]
}

const isEmbedded = (path: string): boolean => path.startsWith('src/store/embedded/')

function betweenFactors(from: string, to: string): string[] {
  const [source, target] = [from, to].map((path) => path.split('/')[2])
  return source === target ? [] : [`${from} imports ${to}: one factor knows nothing of another`]
}

function ownerOf({ from, to }: Import): string[] {
  if (to.startsWith('src/')) return []
  return packagesOf.flatMap(([packages, owners]) => {
    const named = packages.some((name) => to === name || to.startsWith(name.endsWith('/') ? name : `${name}/`))
    if (!named || owners.some((owner) => from.startsWith(owner))) return []
    return [`${from} imports ${to}, which only ${owners.join(' and ')} may know`]
  })
}

function impure(imports: Import[]): string[] {
  const reached = new Set(pureFiles)
  const found: string[] = []
  for (const file of reached)
    for (const { to } of imports.filter(({ from, kind }) => from === file && kind !== 'type')) {
      if (folderOf(to) === 'journey') reached.add(to)
      else found.push(`${file} imports ${to}: the decision may take nothing but types from elsewhere`)
    }
  return found
}

/** Circles of files that load each other. Types may go in circles: they are gone at run time. */
function cycles(imports: Import[]): string[] {
  const next = new Map<string, string[]>()
  for (const { from, to, kind } of imports) if (kind === 'value') next.set(from, [...(next.get(from) ?? []), to])
  const done = new Set<string>()
  const found: string[] = []
  const visit = (file: string, path: string[]) => {
    const at = path.indexOf(file)
    if (at >= 0) found.push(`circle: ${[...path.slice(at), file].join(' → ')}`)
    if (at >= 0 || done.has(file)) return
    for (const to of next.get(file) ?? []) visit(to, [...path, file])
    done.add(file)
  }
  for (const file of next.keys()) visit(file, [])
  return found
}

function strayAcross(sources: Sources, listed: readonly string[]): string[] {
  const callers = [...sources].filter(
    ([path, text]) => !path.startsWith('src/store/') && text.includes('.acrossSocieties('),
  )
  const found = callers.map(([path]) => path)
  return [
    ...found
      .filter((path) => !listed.includes(path))
      .map((path) => `${path} calls acrossSocieties and is not on the list`),
    ...listed
      .filter((path) => !found.includes(path))
      .map((path) => `${path} is on the list and does not call acrossSocieties`),
  ]
}

/** Each folder (each factor by itself) has a file that opens with what the folder owns and what it must not know. */
function silentFolders(sources: Sources): string[] {
  const rooms = new Map<string, boolean>()
  for (const [path, text] of sources) {
    const room = /^src\/(factor\/[^/]+|(?!factor\/)[^/]+)\//.exec(path)?.[0]
    if (!room) continue
    const opening =
      /^\s*(\/\*\*[\s\S]*?\*\/|(?:\/\/[^\n]*\n)+)/.exec(text)?.[0].replace(/\s*\n\s*(\*|\/\/)\s*/g, ' ') ?? ''
    rooms.set(
      room,
      rooms.get(room) || (path.split('/').length === room.split('/').length && /must not know/.test(opening)),
    )
  }
  return [...rooms]
    .filter(([, says]) => !says)
    .map(([room]) => `${room} does not open with what it owns and must not know`)
}
