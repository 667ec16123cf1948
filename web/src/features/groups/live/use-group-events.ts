import { GROUPS_EVENT } from '@sluice/shared/groups-events'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { areEventsLive, followClusterEvents } from '#api/cluster-events.ts'

/** Has the figures of groups read again with each cycle of the collector; says whether cycles are told. */
export function useGroupEvents(cluster: string): boolean {
  const queries = useQueryClient()
  const [live, setLive] = useState(() => areEventsLive(cluster))
  useEffect(() => {
    setLive(areEventsLive(cluster))
    const onCycle = () =>
      void queries.invalidateQueries({ queryKey: ['groups', cluster] }, { cancelRefetch: false })
    return followClusterEvents(cluster, { events: { [GROUPS_EVENT]: onCycle }, onLive: setLive })
  }, [cluster, queries])
  return live
}
