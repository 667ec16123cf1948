import type { StateRow } from '@sluice/shared/replay-state'
import type { OpenKey } from './state-link.ts'

/** How a link names a row: by the records that set its key. Of a key not known at any point, by where it first stands. */
export function openOf({ partition, at, base, firstSeen }: StateRow): OpenKey | null {
  const open = { partition, at: at?.offset ?? null, base: base?.offset ?? null }
  if (open.at !== null || open.base !== null) return open
  return firstSeen === null ? null : { ...open, at: firstSeen }
}

export function sameOpen(a: OpenKey | null, b: OpenKey | null): boolean {
  return a !== null && b !== null && a.partition === b.partition && a.at === b.at && a.base === b.base
}
