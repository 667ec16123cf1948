import { TOPOLOGY_EVENT, TopologyEvent } from '@sluice/shared/topology'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { areEventsLive, followClusterEvents } from '#api/cluster-events.ts'

/** Has the graph read again when it is another than the one at hand; says whether changes are told. */
export function useTopologyEvents(cluster: string, version: string | undefined): boolean {
  const queries = useQueryClient()
  const [live, setLive] = useState(() => areEventsLive(cluster))
  const known = useRef(version)
  known.current = version
  useEffect(() => {
    setLive(areEventsLive(cluster))
    const onChange = (data: string | null) => {
      if (data !== null && versionOf(data) === known.current) return
      void queries.invalidateQueries({ queryKey: ['topology', cluster] }, { cancelRefetch: false })
    }
    return followClusterEvents(cluster, { events: { [TOPOLOGY_EVENT]: onChange }, onLive: setLive })
  }, [cluster, queries])
  return live
}

/** Null for what is not understood: the graph is then read anyway. */
function versionOf(data: string): string | null {
  try {
    return TopologyEvent.parse(JSON.parse(data)).version
  } catch {
    return null
  }
}
