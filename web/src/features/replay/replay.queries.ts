import { IDEMPOTENCY_HEADER } from '@sluice/shared/messages-produce'
import { paths } from '@sluice/shared/paths'
import type { ReplaySpecInput } from '@sluice/shared/replay'
import { ENDED_STATES, ReplayJob, ReplayList, type ReplayStart } from '@sluice/shared/replay-job'
import { ReplayPlan } from '@sluice/shared/replay-plan'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { getJson, sendJson } from '#api/client.ts'
import { areEventsLive } from '#api/cluster-events.ts'
import { pollEvery } from '#api/poll.ts'

/** How often the list is asked for where no event tells of changes; with events, a slow round that misses nothing. */
const ASKED_MS = 2500
const WITH_EVENTS_MS = 60_000
/** The lanes of a job under way are in no event. */
const LANES_MS = 1000
const RESTING_MS = 10_000

export const replaysKey = (cluster: string) => ['replays', cluster, 'list'] as const
export const replayKey = (cluster: string, id: string) => ['replays', cluster, 'one', id] as const

export const replaysQuery = (cluster: string) =>
  infiniteQueryOptions({
    queryKey: replaysKey(cluster),
    queryFn: ({ signal, pageParam }) =>
      getJson(paths.replays(cluster), ReplayList, {
        signal,
        query: { before: pageParam ?? undefined },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    refetchInterval: (query) => pollEvery(areEventsLive(cluster) ? WITH_EVENTS_MS : ASKED_MS)(query),
  })

export const replayQuery = (cluster: string, id: string) =>
  queryOptions({
    queryKey: replayKey(cluster, id),
    queryFn: ({ signal }) => getJson(paths.replay(cluster, id), ReplayJob, { signal }),
    refetchInterval: (query) => pollEvery(cycleOf(query.state.data))(query),
  })

/** How soon a job is read again. */
export function cycleOf(job: ReplayJob | undefined): number {
  if (job === undefined || job.state === 'running' || job.verify?.state === 'running') return LANES_MS
  return ENDED_STATES.includes(job.state) ? WITH_EVENTS_MS : RESTING_MS
}

/** A plan is a look at one moment: it is made again when it is asked for, never behind one’s back. */
export const replayPlanQuery = (cluster: string, spec: ReplaySpecInput | null) =>
  queryOptions({
    queryKey: ['replays', cluster, 'plan', spec] as const,
    queryFn: ({ signal }) => sendJson('POST', paths.replayPlan(cluster), ReplayPlan, spec ?? {}, { signal }),
    enabled: spec !== null,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  })

/** Begins a job. Sent again under the same key it is one job. */
export function startReplay(cluster: string, start: ReplayStart, key: string): Promise<ReplayJob> {
  return sendJson('POST', paths.replays(cluster), ReplayJob, start, {
    headers: { [IDEMPOTENCY_HEADER]: key },
  })
}

export type ReplayAct = 'pause' | 'resume' | 'abort' | 'verify'

export function actOnReplay(cluster: string, id: string, act: ReplayAct): Promise<ReplayJob> {
  return sendJson('POST', paths.replayAct(cluster, id, act), ReplayJob, {})
}

/** A plan of the records that failed, and of no others. */
export function planRetry(cluster: string, id: string): Promise<ReplayPlan> {
  return sendJson('POST', paths.replayAct(cluster, id, 'retry'), ReplayPlan, {})
}
