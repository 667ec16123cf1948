import { FIND_MAX, type Find } from '@sluice/shared/messages-find'
import { useCallback, useMemo } from 'react'
import type { ScanSnapshot } from '../message-store.ts'
import type { FacetSource, ValueAct } from './facet-context.ts'

/** The rows that facets count, and what a press on a value does: as yet, to look for its text where it stands. */
export function useFacetSource(snapshot: ScanSnapshot, onFind: (find: Find) => void): FacetSource {
  const { rows, stale } = snapshot
  const act = useCallback<ValueAct>(
    ({ root }, { kind, text }, exclude) => {
      if (exclude || (root !== 'key' && root !== 'value' && root !== 'headers')) return null
      if ((kind !== 'string' && kind !== 'number') || text === '' || text.length > FIND_MAX) return null
      return () => onFind({ text, in: [root], exactCase: true, bytes: false })
    },
    [onFind],
  )
  const count = stale ? 0 : rows.length
  return useMemo(() => ({ rows, count, act, excludes: false }), [rows, count, act])
}
