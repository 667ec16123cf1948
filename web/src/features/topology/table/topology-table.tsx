import { useMemo } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import type { Sort } from '#ui/data-table/column.ts'
import type { Changes } from '../diff/changes.ts'
import type { Shown } from '../model/shown.ts'
import { nameOf } from '../scene/card-text.ts'
import type { Reach } from '../scene/reach.ts'
import type { TopologySearch } from '../topology-search.ts'
import { withChanges } from './change-column.tsx'
import { edgeColumns } from './edge-columns.tsx'
import { nodeColumns } from './node-columns.tsx'
import { rowsAmong } from './rows-among.ts'
import { SortedTable } from './sorted-table.tsx'
import { edgeKeys, nodeKeys } from './table-keys.ts'

interface TopologyTableProps {
  /** The same nodes and edges as the picture has. */
  shown: Shown
  /** What a search found; null: nothing is searched. */
  found: ReadonlySet<string> | null
  /** What became of it since another time; null: no times are compared. */
  changes: Changes | null
  /** What a finding is about that is chosen. */
  about: Reach | null
  search: TopologySearch
  onChange: (part: Partial<Record<keyof TopologySearch, unknown>>) => void
}

const EDGES: Sort = { column: 'from', order: 'asc' }
const NODES: Sort = { column: 'state', order: 'asc' }

/** The picture in rows: for who looks for a figure, and for who cannot see it. */
export function TopologyTable({ shown, found, changes, about, search, onChange }: TopologyTableProps) {
  const { t } = useText()
  const nodeOf = useMemo(() => new Map(shown.nodes.map((node) => [node.id, node])), [shown])
  const [ofEdges, ofNodes] = useMemo(() => {
    const called = (id: string) => {
      const node = nodeOf.get(id)
      return node ? nameOf(node, t) : id
    }
    return [
      withChanges({ columns: edgeColumns(nodeOf, t), keys: edgeKeys(called) }, changes?.edges, t),
      withChanges({ columns: nodeColumns(t), keys: nodeKeys(called) }, changes?.nodes, t),
    ]
  }, [nodeOf, changes, t])
  const { nodes, edges } = useMemo(() => rowsAmong(shown, found, about), [shown, found, about])
  const shared = { search, onChange }
  return search.show === 'nodes' ? (
    <SortedTable
      key="nodes"
      of="node"
      label={t('twin.nodes')}
      rows={nodes}
      usual={NODES}
      {...ofNodes}
      {...shared}
    />
  ) : (
    <SortedTable
      key="edges"
      of="edge"
      label={t('twin.edges')}
      rows={edges}
      usual={EDGES}
      {...ofEdges}
      {...shared}
    />
  )
}
