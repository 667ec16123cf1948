import type { TopologyGraph } from '@sluice/shared/topology'
import { useCallback, useMemo } from 'react'
import { openText, readOpen, readRule } from '../model/drawn-link.ts'
import { openKeys } from '../model/open-keys.ts'
import { showGraph, USUAL_CHOICE } from '../model/show-graph.ts'
import type { Shown } from '../model/shown.ts'
import type { TopologySearch } from '../topology-search.ts'

interface Drawn {
  shown: Shown | undefined
  /** Opens what a node stands for, or what is left out around it; says whether there was anything. */
  open: (id: string) => boolean
}

/** As much of the graph as the link wants to be drawn. */
export function useDrawn(
  graph: TopologyGraph | undefined,
  search: TopologySearch,
  onChange: (part: Pick<TopologySearch, 'open'>) => void,
): Drawn {
  const { group, internal = false, most } = search
  const opened = search.open ? openText(search.open) : ''
  const shown = useMemo(() => {
    if (graph === undefined) return undefined
    const budget = most ?? USUAL_CHOICE.budget
    const choice = {
      ...USUAL_CHOICE,
      internal,
      budget,
      rule: readRule(group),
      open: new Set(readOpen(opened)),
    }
    return showGraph(graph, choice)
  }, [graph, group, internal, opened, most])
  const open = useCallback(
    (id: string) => {
      const node = shown?.nodes.find((one) => one.id === id)
      const keys = node ? openKeys(node) : []
      if (keys.length > 0) onChange({ open: [...readOpen(opened), ...keys] })
      return keys.length > 0
    },
    [shown, opened, onChange],
  )
  return { shown, open }
}
