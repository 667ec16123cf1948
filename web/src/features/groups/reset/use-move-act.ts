import type { MovePlan } from '@sluice/shared/groups-reset'
import type { MoveResult } from '@sluice/shared/groups-reset-result'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ApiError } from '#api/api-error.ts'
import { applyMove, moveStateQuery } from '../reset.queries.ts'

export interface Signature {
  who: string
  why: string
  confirm: string
}

/** What became of the plan that is on the screen. */
export interface MoveAct {
  busy: boolean
  error: unknown
  /** With the second reading once it is there. */
  result: MoveResult | null
  run: (signed: Signature) => void
  reset: () => void
}

/** Carries out a plan, and looks until the commits have been read a second time. */
export function useMoveAct(cluster: string, group: string, plan: MovePlan | undefined): MoveAct {
  const queries = useQueryClient()
  const { mutate, data, error, isPending, reset, variables } = useMutation({
    mutationFn: ({ plan: hash, ...signed }: Signature & { plan: string }) =>
      applyMove(cluster, group, { plan: hash, ...signed }),
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: ['groups', cluster] })
      void queries.invalidateQueries({ queryKey: ['moves', cluster, 'snapshots', group] })
      void queries.invalidateQueries({ queryKey: ['moves', cluster, 'audit'] })
    },
  })
  const mine = variables !== undefined && variables.plan === plan?.plan
  const done = mine && data !== undefined ? data : null
  const { data: state } = useQuery(moveStateQuery(cluster, group, done?.plan ?? null))
  return {
    busy: isPending && mine,
    error: mine ? error : null,
    result: done === null ? null : (state?.result ?? done),
    run: (signed) => plan && mutate({ plan: plan.plan, ...signed }),
    reset,
  }
}

/** It was sent, and nobody knows what became of it. */
export function isUnknownEnd(error: unknown): boolean {
  if (!(error instanceof ApiError)) return true
  return ['WRITE_UNKNOWN', 'SERVER_UNREACHABLE', 'ANSWER_NOT_UNDERSTOOD', 'INTERNAL'].includes(error.code)
}
