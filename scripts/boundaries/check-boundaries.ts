import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix, relative, sep } from 'node:path'
import { findCycles } from './find-cycles.ts'
import { type ImportSite, readImports } from './read-imports.ts'
import { ALLOWED, ALLOWED_IN_TESTS, BUILT_ON, isTestFile, PACKAGE_RULES, type Zone, zoneOf } from './zones.ts'

const ROOMS = ['shared', 'server', 'web', 'e2e', 'demo', 'bench', 'scripts']
/** Files of `shared` that serve every feature and are none themselves. */
const SHARED_GROUND = new Set([
  'errors',
  'units',
  'paths',
  'link-reader',
  'time-text',
  'nearest',
  'store',
  'thousands',
])
const LINES_MAX = 400
const VAGUE_NAME = /(^|[/-])(utils?|helpers?|common|misc|manager)([./-]|$)/

/** Everything about the tree that breaks the house's directions, one sentence each; empty when it stands. */
export function checkBoundaries(root: string): string[] {
  const files = ROOMS.flatMap((room) => listSources(join(root, room))).map((file) =>
    toPosix(relative(root, file)),
  )
  const problems: string[] = []
  const graph = new Map<string, string[]>()
  for (const file of files) {
    const source = readFileSync(join(root, file), 'utf8')
    const edges: string[] = []
    for (const site of readImports(file, source)) {
      const target = resolveInside(root, file, site.specifier)
      if (target !== null) edges.push(target)
      const problem = target === null ? judgePackage(file, site) : judgeImport(file, target, site)
      if (problem) problems.push(`${file}:${site.line} ${problem}`)
    }
    graph.set(file, edges)
    problems.push(...judgeFile(file, source))
  }
  for (const cycle of findCycles(graph)) problems.push(`import cycle: ${cycle.join(' → ')}`)
  problems.push(...judgeFeatureNames(root, files))
  return problems
}

function listSources(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx|mjs)$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !/[\\/](node_modules|dist|test-results|playwright-report)[\\/]/.test(file))
}

function toPosix(path: string): string {
  return path.split(sep).join('/')
}

/** The file of this repository that a specifier names, or null for a package or a Node module. */
function resolveInside(root: string, from: string, specifier: string): string | null {
  if (specifier.startsWith('.'))
    return posix.normalize(posix.join(dirname(from), specifier)).replace(/\?.*$/, '')
  const room = from.split('/')[0] ?? ''
  if (specifier.startsWith('#')) return `${room}/src/${specifier.slice(1)}`
  const workspace = /^@sluice\/([a-z0-9-]+)\/(.+)$/.exec(specifier)
  if (!workspace?.[1] || !workspace[2]) return null
  const inside = workspace[1] === 'demo' ? `demo/${workspace[2]}` : `${workspace[1]}/src/${workspace[2]}`
  return existsSync(join(root, inside)) ? inside : `${inside}.ts`
}

function standsOn(source: Zone, target: Zone): boolean {
  return BUILT_ON[source.feature ?? '']?.includes(target.feature ?? '') === true
}

function judgeImport(from: string, to: string, site: ImportSite): string | null {
  const source = zoneOf(from)
  const target = zoneOf(to)
  if (!source || !target)
    return source && !/\.(css|json)$/.test(to) ? `imports ${to}, which is in no room of the house` : null
  const test = isTestFile(from)
  if (source.name === target.name && source.feature === target.feature) return null
  const sibling = source.feature !== null && target.feature !== null && source.feature !== target.feature
  if (
    sibling &&
    target.name !== 'web/queries' &&
    !(source.name.startsWith('server/') && (site.typeOnly || standsOn(source, target))) &&
    !test
  ) {
    const door = source.name.startsWith('web/') ? 'its *.queries.ts' : 'a use case handed in by main.ts'
    return `imports ${to}: a feature reaches a sibling only through ${door}`
  }
  const allowed = ALLOWED[source.name] ?? []
  if (source.name === target.name || allowed.includes(target.name)) return null
  if (test && ALLOWED_IN_TESTS.includes(target.name)) return null
  return `imports ${to}: ${source.name} may not import ${target.name}`
}

function judgePackage(from: string, site: ImportSite): string | null {
  const source = zoneOf(from)
  if (!source) return null
  if (source.name === 'shared' && site.specifier !== 'zod' && !isTestFile(from))
    return `imports ${site.specifier}: shared imports zod and nothing else`
  const rule = PACKAGE_RULES.find(({ pattern }) => pattern.test(site.specifier))
  if (
    !rule ||
    rule.zones.includes(source.name) ||
    rule.tests?.test(from) ||
    (isTestFile(from) && /^node:/.test(site.specifier))
  )
    return null
  return `imports ${site.specifier}: ${rule.instead}`
}

function judgeFile(file: string, source: string): string[] {
  const problems: string[] = []
  const lines = source.split('\n').length
  if (lines > LINES_MAX)
    problems.push(`${file} has ${lines} lines; ${LINES_MAX} is the most: split it by what it holds`)
  if (VAGUE_NAME.test(file)) problems.push(`${file}: the name does not say what is inside`)
  return problems
}

/** What is for programs alone has no part that a person sees. */
const PAGELESS = new Set(['metrics'])

/** One feature has one name in shared, server, web and e2e. */
function judgeFeatureNames(root: string, files: readonly string[]): string[] {
  const names = (pattern: RegExp): Set<string> =>
    new Set(files.map((file) => pattern.exec(file)?.[1]).filter((name) => name !== undefined))
  const features = [...names(/^(?:server|web)\/src\/features\/([^/]+)\//)]
  // Where a feature is no folder, a part of it is a file that begins with its name: messages-link.ts.
  const whole = (name: string): string => features.find((feature) => name.startsWith(`${feature}-`)) ?? name
  const places: [string, Set<string>][] = [
    [
      'shared',
      new Set(
        [...names(/^shared\/src\/([a-z-]+)\.ts$/)].filter((name) => !SHARED_GROUND.has(name)).map(whole),
      ),
    ],
    ['server', names(/^server\/src\/features\/([^/]+)\//)],
    ['web', names(/^web\/src\/features\/([^/]+)\//)],
    ['e2e', new Set([...names(/^e2e\/([a-z-]+)\.spec\.ts$/)].map(whole))],
  ]
  const all = new Set(places.flatMap(([, found]) => [...found]))
  const problems: string[] = []
  for (const feature of [...all].sort()) {
    const wanted = PAGELESS.has(feature) ? places.slice(0, 2) : places
    const missing = wanted.filter(([place, found]) => existsSync(join(root, place)) && !found.has(feature))
    if (missing.length > 0)
      problems.push(`feature "${feature}" has no part in ${missing.map(([place]) => place).join(', ')}`)
  }
  return problems
}
