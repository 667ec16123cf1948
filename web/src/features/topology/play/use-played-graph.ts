import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import type { PlayEngine } from '#lib/play-engine.ts'
import { timesQuery } from '../time/time.queries.ts'
import { topologyQuery } from '../topology.queries.ts'
import type { TopologySearch } from '../topology-search.ts'
import { type GraphTime, graphOfTopics, graphTime } from './played-graph.ts'

/** However fast time goes, the picture does not change more often than an eye can follow. */
const LOOK_MS = 2500

interface PlayedGraphInput {
  cluster: string
  engine: PlayEngine
  topics: readonly string[]
  search: Pick<TopologySearch, 'level' | 'window'>
}

/** The graph as it was at the time that is played. */
export function usePlayedGraph({ cluster, engine, topics, search }: PlayedGraphInput) {
  const { data: times } = useQuery(timesQuery(cluster))
  const [time, setTime] = useState<GraphTime | null>(null)
  useEffect(() => {
    if (times === undefined) return
    const look = () =>
      setTime((before) => {
        const next = graphTime(engine.now(), times)
        return before?.at === next.at && before?.known === next.known ? before : next
      })
    look()
    const timer = setInterval(look, LOOK_MS)
    return () => clearInterval(timer)
  }, [engine, times])
  const { level, window } = search
  const query = useQuery({
    ...topologyQuery(cluster, {
      ...(level && { level }),
      ...(window && { window }),
      ...(time?.at && { at: time.at }),
    }),
    enabled: time !== null,
  })
  const { data } = query
  const graph = useMemo(() => data && graphOfTopics(data, topics), [data, topics])
  return { graph, time, error: query.error, retry: () => void query.refetch() }
}
