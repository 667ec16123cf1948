import type { StateSummary } from '@sluice/shared/replay-state'
import type { ShownKind } from './state-link.ts'

const FIRST_OF_ONE: readonly ShownKind[] = ['live']
const FIRST_OF_TWO: readonly ShownKind[] = ['added', 'removed', 'changed', 'unknown']

/** What a reader wants first: what is there, or what may be another than before. */
export function firstKinds({ changes }: StateSummary): readonly ShownKind[] {
  return changes === null ? FIRST_OF_ONE : FIRST_OF_TWO
}

export function countOf({ counts, changes }: StateSummary, kind: ShownKind): number {
  if (changes !== null) return (changes as Partial<Record<ShownKind, number>>)[kind] ?? 0
  return (counts as Partial<Record<ShownKind, number>>)[kind] ?? 0
}
