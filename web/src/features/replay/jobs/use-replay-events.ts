import { REPLAY_EVENT, ReplayEvent, type ReplaySummary } from '@sluice/shared/replay-job'
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { followClusterEvents } from '#api/cluster-events.ts'
import { replayKey, replaysQuery } from '../replay.queries.ts'
import { jobWithTold, withTold } from './told-jobs.ts'

/** Keeps the list, and the job that is looked at, at what the cluster's stream tells of them. */
export function useReplayEvents(cluster: string, id: string | null = null): void {
  const queries = useQueryClient()
  useEffect(() => {
    const onJobs = (data: string | null) => {
      const told = data === null ? null : readTold(data)
      if (told === null) void queries.invalidateQueries({ queryKey: ['replays', cluster] })
      else takeIn(queries, cluster, id, told)
    }
    return followClusterEvents(cluster, { events: { [REPLAY_EVENT]: onJobs } })
  }, [cluster, id, queries])
}

function takeIn(queries: QueryClient, cluster: string, id: string | null, told: ReplaySummary[]): void {
  queries.setQueryData(replaysQuery(cluster).queryKey, (list) => list && withTold(list, told))
  const mine = told.find((job) => job.id === id)
  if (id === null || mine === undefined) return
  const key = replayKey(cluster, id)
  const known = queries.getQueryData<Parameters<typeof jobWithTold>[0]>(key)
  if (known) queries.setQueryData(key, jobWithTold(known, told))
  // Lanes, places and failures come with the job itself, and what is told here puts the query's own next round off.
  const changed = known?.state !== mine.state
  if (changed || mine.state === 'running')
    void queries.invalidateQueries({ queryKey: key }, { cancelRefetch: changed })
}

/** Null for what is not understood: everything is then read anew. */
function readTold(data: string): ReplaySummary[] | null {
  try {
    return ReplayEvent.parse(JSON.parse(data)).jobs
  } catch {
    return null
  }
}
