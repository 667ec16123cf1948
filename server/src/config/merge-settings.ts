import type { Setting } from './setting.ts'

export interface MergedSettings {
  tree: Record<string, unknown>
  /** Where the value at a path came from, whatever part of it a fault names. */
  whereIs(path: readonly PropertyKey[]): string
}

/** Lays settings over each other; the last one given for a path wins. */
export function mergeSettings(settings: readonly Setting[]): MergedSettings {
  const tree: Record<string, unknown> = {}
  const origins = new Map<string, string>()
  for (const { path, value, where } of settings) {
    let branch = tree
    for (const key of path.slice(0, -1)) {
      const next = branch[key]
      const inner = typeof next === 'object' && next !== null ? (next as Record<string, unknown>) : {}
      branch[key] = inner
      branch = inner
    }
    const leaf = path.at(-1)
    if (leaf === undefined) continue
    branch[leaf] = value
    origins.set(path.join('.'), where)
  }
  return { tree, whereIs: (path) => whereIs(path.map(String), origins) }
}

function whereIs(path: readonly string[], origins: ReadonlyMap<string, string>): string {
  for (let length = path.length; length > 0; length--) {
    const origin = origins.get(path.slice(0, length).join('.'))
    if (origin === undefined) continue
    // A flag or a variable is its own place; inside a file the path is needed too.
    return /^(--|SLUICE_)/.test(origin) ? origin : `${origin} ${path.join('.')}`
  }
  return path.join('.') || 'configuration'
}
