import type { ReplaySpecInput } from '@sluice/shared/replay'
import type { ReplayPlan } from '@sluice/shared/replay-plan'
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import { planRetry, replayPlanQuery } from '../replay.queries.ts'

export interface PlanState {
  plan: ReplayPlan | undefined
  error: unknown
  /** What is shown is of another draft, or another one is on its way. */
  busy: boolean
  stale: boolean
  again: () => void
}

const retryPlanQuery = (cluster: string, retry: string) =>
  queryOptions({
    queryKey: ['replays', cluster, 'retry', retry] as const,
    queryFn: () => planRetry(cluster, retry),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  })

/** The plan of a spec, or of what failed in an earlier job. */
export function usePlan(cluster: string, spec: ReplaySpecInput | null, retry: string | null): PlanState {
  const ofSpec = useQuery({
    ...replayPlanQuery(cluster, retry === null ? spec : null),
    placeholderData: keepPreviousData,
  })
  const ofRetry = useQuery({ ...retryPlanQuery(cluster, retry ?? ''), enabled: retry !== null })
  const { data, error, isFetching, isPlaceholderData, refetch } = retry === null ? ofSpec : ofRetry
  const wanted = retry !== null || spec !== null
  return {
    plan: wanted ? data : undefined,
    error: isFetching ? null : error,
    busy: isFetching,
    stale: isPlaceholderData,
    again: () => void refetch(),
  }
}
