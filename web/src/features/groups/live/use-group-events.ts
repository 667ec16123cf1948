import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { areEventsLive, followGroupEvents } from './group-events.ts'

/** Has the figures of groups read again with each cycle of the collector; says whether cycles are told. */
export function useGroupEvents(cluster: string): boolean {
  const queries = useQueryClient()
  const [live, setLive] = useState(() => areEventsLive(cluster))
  useEffect(() => {
    setLive(areEventsLive(cluster))
    return followGroupEvents(cluster, {
      onCycle: () =>
        void queries.invalidateQueries({ queryKey: ['groups', cluster] }, { cancelRefetch: false }),
      onLive: setLive,
    })
  }, [cluster, queries])
  return live
}
