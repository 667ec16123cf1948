import { AuditList } from '@sluice/shared/groups-audit'
import { MovePlan, type MovePlanRequest } from '@sluice/shared/groups-reset'
import {
  type MoveApplyRequest,
  MovePlanState,
  MoveResult,
  SnapshotList,
} from '@sluice/shared/groups-reset-result'
import { paths } from '@sluice/shared/paths'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { getJson, sendJson } from '#api/client.ts'

/** A plan is a look at one moment: it is made again when it is asked for, never behind one’s back. */
export const movePlanQuery = (cluster: string, group: string, request: MovePlanRequest | null) =>
  queryOptions({
    queryKey: ['moves', cluster, 'plan', group, request] as const,
    queryFn: ({ signal }) =>
      sendJson('POST', paths.movePlan(cluster, group), MovePlan, request ?? {}, { signal }),
    enabled: request !== null,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  })

const LATER_ASKED_MS = 1000

/** The plan and what became of it; asked until the second reading is there. */
export const moveStateQuery = (cluster: string, group: string, plan: string | null) =>
  queryOptions({
    queryKey: ['moves', cluster, 'state', group, plan] as const,
    queryFn: ({ signal }) => getJson(paths.movePlanOf(cluster, group, plan ?? ''), MovePlanState, { signal }),
    enabled: plan !== null,
    refetchInterval: (query) => (query.state.data?.result?.later == null ? LATER_ASKED_MS : false),
  })

export const snapshotsQuery = (cluster: string, group: string) =>
  queryOptions({
    queryKey: ['moves', cluster, 'snapshots', group] as const,
    queryFn: ({ signal }) => getJson(paths.snapshots(cluster, group), SnapshotList, { signal }),
  })

const AUDIT_PAGE = 100

export const auditQuery = (cluster: string, target: string | null) =>
  infiniteQueryOptions({
    queryKey: ['moves', cluster, 'audit', target] as const,
    queryFn: ({ signal, pageParam }) =>
      getJson(paths.audit(cluster), AuditList, {
        signal,
        query: { target: target ?? undefined, before: pageParam ?? undefined, limit: AUDIT_PAGE },
      }),
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next,
  })

/** Carries a plan out. Asked twice it writes once. */
export function applyMove(cluster: string, group: string, request: MoveApplyRequest): Promise<MoveResult> {
  return sendJson('POST', paths.moveApply(cluster, group), MoveResult, request)
}
