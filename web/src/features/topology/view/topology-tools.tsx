import type { TopologyGraph } from '@sluice/shared/topology'
import { FindBar } from '../find/find-bar.tsx'
import type { Found } from '../find/use-found.ts'
import { ShowSwitch } from '../table/show-switch.tsx'
import type { TopologySearch } from '../topology-search.ts'

interface TopologyToolsProps {
  /** All of it: also what is hidden can be looked for. */
  graph: TopologyGraph
  counts: Found['counts']
  search: TopologySearch
  onChange: (part: Partial<Record<keyof TopologySearch, unknown>>) => void
}

/** What is done with the picture: looked for, hidden, shown otherwise, taken away. */
export function TopologyTools({ graph, counts, search, onChange }: TopologyToolsProps) {
  return (
    <div className="flex h-9 shrink-0 items-center gap-2 border-hairline border-b px-3">
      <FindBar nodes={graph.nodes} counts={counts} search={search} onChange={onChange} />
      <span className="ml-auto" />
      <ShowSwitch search={search} onChange={onChange} />
    </div>
  )
}
