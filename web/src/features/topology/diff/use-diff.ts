import type { TopologyGraph } from '@sluice/shared/topology'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { diffQuery } from '../time/time.queries.ts'
import type { TopologySearch } from '../topology-search.ts'
import { changesOf, withVanished } from './changes.ts'

/** The graph beside that of the time that it is compared with: with what vanished since, and what became of the rest. */
export function useDiff(cluster: string, graph: TopologyGraph | undefined, search: TopologySearch) {
  const { since, focus } = search
  const query = useQuery(diffQuery(cluster, search, graph?.at))
  const diff = since === undefined ? undefined : query.data
  const changes = useMemo(() => (diff ? changesOf(diff) : null), [diff])
  const both = useMemo(
    () => (graph && diff ? withVanished(graph, diff, focus !== undefined) : graph),
    [graph, diff, focus],
  )
  return { graph: both, diff, changes, error: query.error, retry: () => void query.refetch() }
}
