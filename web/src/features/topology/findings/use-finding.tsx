import type { TopologyGraph } from '@sluice/shared/topology'
import { type ReactNode, useCallback, useMemo } from 'react'
import type { Shown } from '../model/shown.ts'
import type { Reach } from '../scene/reach.ts'
import type { TopologySearch } from '../topology-search.ts'
import { reachOfFinding } from './finding-reach.ts'
import { FindingsPanel } from './findings-panel.tsx'

interface Finding {
  /** What the chosen finding is about, as it is drawn; null: none is chosen, or nothing of it is drawn. */
  about: Reach | null
  /** The list of findings, while it is open. */
  list: ReactNode | null
}

/** The findings that the link has open. */
export function useFinding(
  graph: TopologyGraph | undefined,
  shown: Shown | undefined,
  { finding: chosen }: TopologySearch,
  onChange: (part: { finding: string | undefined }) => void,
): Finding {
  const about = useMemo(() => {
    const found = graph?.findings.find(({ id }) => id === chosen)
    if (found === undefined || shown === undefined) return null
    const reach = reachOfFinding(found, shown)
    return reach.nodes.size === 0 ? null : reach
  }, [graph, shown, chosen])
  const choose = useCallback((id: string | null) => onChange({ finding: id ?? 'list' }), [onChange])
  const close = useCallback(() => onChange({ finding: undefined }), [onChange])
  const list = graph && shown && chosen !== undefined && (
    <FindingsPanel graph={graph} shown={shown} chosen={chosen} onChoose={choose} onClose={close} />
  )
  return { about, list: list || null }
}
