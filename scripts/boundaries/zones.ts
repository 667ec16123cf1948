/** A zone is a room of the house; each file of the source tree stands in exactly one. */
export interface Zone {
  name: string
  /** The feature a file belongs to, where its room is divided by feature. */
  feature: string | null
}

const ZONE_PATTERNS: [RegExp, string][] = [
  [/^shared\/src\//, 'shared'],
  [
    /^server\/src\/kafka\/(acls|calls|gateway|group-positions|groups|transactions|writer|record-producer|kafka-fault|faults|write-faults|producer-faults)\.ts$/,
    'server/gateway',
  ],
  [/^server\/src\/kafka\//, 'server/kafka'],
  [/^server\/src\/records\//, 'server/records'],
  [/^server\/src\/filters\//, 'server/filters'],
  [/^server\/src\/store\//, 'server/store'],
  [/^server\/src\/http\/(app-error|read-only-error)\.ts$/, 'server/app-error'],
  [/^server\/src\/http\//, 'server/http'],
  [/^server\/src\/features\/([^/]+)\/[^/]+\.routes(\.test)?\.ts$/, 'server/routes'],
  [/^server\/src\/features\/([^/]+)\//, 'server/features'],
  [/^server\/src\/app\.ts$/, 'server/app'],
  [/^server\/src\/(config|cli|version)[^/]*\.ts$/, 'server/config'],
  [/^server\/src\/config\//, 'server/config'],
  [/^server\/src\//, 'server/main'],
  [/^web\/src\/app\//, 'web/app'],
  [/^web\/src\/features\/([^/]+)\/[^/]+\.queries\.ts$/, 'web/queries'],
  [/^web\/src\/features\/([^/]+)\//, 'web/features'],
  [/^web\/src\/(api|ui|charts|lib)\//, 'web/$1'],
  [/^(e2e|demo|bench|scripts)\//, '$1'],
  [/^vite\.config\.ts$/, 'scripts'],
]

export function zoneOf(file: string): Zone | null {
  for (const [pattern, name] of ZONE_PATTERNS) {
    const match = pattern.exec(file)
    if (!match) continue
    const parts = name === 'server/routes' || name.endsWith('features') || name === 'web/queries'
    return { name: name.replace('$1', match[1] ?? ''), feature: parts ? (match[1] ?? null) : null }
  }
  return null
}

/** Tests, case suites and what seeds them may reach further than the product may. */
export function isTestFile(file: string): boolean {
  return /\.(test|cases)\.tsx?$/.test(file) || file.includes('/testing/')
}

/** Which rooms a room may import from; its own room is always allowed. */
export const ALLOWED: Record<string, readonly string[]> = {
  shared: [],
  'server/gateway': ['shared'],
  'server/records': ['shared'],
  'server/kafka': ['shared', 'server/gateway', 'server/records'],
  'server/filters': ['shared', 'server/records'],
  'server/store': ['shared', 'server/app-error'],
  'server/app-error': ['shared'],
  'server/http': ['shared', 'server/app-error', 'server/gateway'],
  'server/features': [
    'shared',
    'server/gateway',
    'server/records',
    'server/filters',
    'server/store',
    'server/app-error',
  ],
  'server/routes': ['shared', 'server/features', 'server/http', 'server/app-error', 'server/gateway'],
  'server/app': [
    'shared',
    'server/routes',
    'server/features',
    'server/http',
    'server/app-error',
    'server/gateway',
  ],
  'server/config': ['shared', 'server/kafka'],
  'server/main': [
    'shared',
    'server/app',
    'server/routes',
    'server/features',
    'server/http',
    'server/app-error',
    'server/gateway',
    'server/kafka',
    'server/records',
    'server/filters',
    'server/store',
    'server/config',
  ],
  'web/lib': ['shared'],
  'web/ui': ['web/lib', 'shared'],
  'web/charts': ['web/ui', 'web/lib', 'shared'],
  'web/api': ['web/lib', 'shared'],
  'web/queries': ['web/features', 'web/api', 'web/lib', 'shared'],
  'web/features': ['web/queries', 'web/api', 'web/ui', 'web/charts', 'web/lib', 'shared'],
  'web/app': ['web/features', 'web/queries', 'web/api', 'web/ui', 'web/charts', 'web/lib', 'shared'],
  e2e: ['shared'],
  demo: [],
  bench: [
    'demo',
    'shared',
    'web/features',
    'server/features',
    'server/filters',
    'server/records',
    'server/store',
    'server/kafka',
    'server/gateway',
  ],
  scripts: ['demo', 'shared', 'server/config', 'server/main'],
}

/**
 * Features of the server that stand on another: a replay reads, filters and places records by the same code as the
 * messages of a page, or what it does would not be what was looked at. The other way round is a cycle, and refused.
 */
export const BUILT_ON: Record<string, readonly string[]> = { replay: ['messages'] }

/** What tests may import beyond their room: the in-memory gateway, the real Kafka of the samples, and seeds. */
export const ALLOWED_IN_TESTS: readonly string[] = [
  'server/filters',
  'server/store',
  'demo',
  'server/kafka',
  'server/gateway',
  'server/records',
  'server/http',
]

const ZONES = Object.keys(ALLOWED)
const WEB_ZONES = ZONES.filter((zone) => zone.startsWith('web/'))
const IO_ZONES = ZONES.filter(
  (zone) => zone !== 'server/records' && zone !== 'shared' && !zone.startsWith('web/'),
)

/** Packages that only some rooms may import, with the door to use instead. */
export const PACKAGE_RULES: {
  pattern: RegExp
  zones: readonly string[]
  /** Tests that may import it anywhere: those on a real Kafka need writers that are not ours. */
  tests?: RegExp
  instead: string
}[] = [
  {
    pattern: /^(kafkajs|@platformatic\/kafka)(\/|$)/,
    zones: ['server/kafka', 'demo'],
    tests: /\.integration\.test\.ts$/,
    instead: 'ask the gateway (server/src/kafka/gateway.ts)',
  },
  {
    pattern: /^(hono|@hono\/[^/]+)(\/|$)/,
    zones: ['server/http', 'server/routes', 'server/app', 'server/main'],
    instead: 'return data or throw AppError, and let the route speak HTTP',
  },
  {
    pattern: /^node:(fs|net|http|https|tls|child_process|worker_threads)/,
    zones: IO_ZONES,
    instead: 'hand the bytes in: this room does no I/O',
  },
  {
    pattern: /^(react|react-dom|@tanstack|@base-ui)(\/|$)/,
    zones: WEB_ZONES,
    instead: 'React lives in web/',
  },
]
