import { CEL_BYTES_MAX } from '@sluice/shared/messages-cel-words'
import { useCallback, useMemo } from 'react'
import { conditionOf, withCondition } from '../columns/condition.ts'
import type { ScanSnapshot } from '../message-store.ts'
import type { FacetSource, ValueAct } from './facet-context.ts'

interface FacetSourceInput {
  /** With its rows in the order of the scan. */
  snapshot: ScanSnapshot
  /** As the link has it. */
  cel: string | null
  onCel: (cel: string) => void
}

/** The rows that facets count, and what a press on a value does: one more condition in the filter. */
export function useFacetSource({ snapshot, cel, onCel }: FacetSourceInput): FacetSource {
  const { stale, live } = snapshot
  const rows = live?.calmRows ?? snapshot.rows
  const act = useCallback<ValueAct>(
    (path, value, exclude) => {
      const condition = conditionOf(path, value, exclude)
      if (condition === null) return null
      const filter = withCondition(cel, condition)
      return new TextEncoder().encode(filter).length > CEL_BYTES_MAX ? null : () => onCel(filter)
    },
    [cel, onCel],
  )
  const count = stale ? 0 : rows.length
  return useMemo(() => ({ rows, count, act }), [rows, count, act])
}
