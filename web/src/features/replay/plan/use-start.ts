import type { ReplayMode, ReplayStart } from '@sluice/shared/replay-job'
import type { ReplayPlan, ReplayWarningCode } from '@sluice/shared/replay-plan'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { ApiError } from '#api/api-error.ts'
import { newKey } from '#lib/new-key.ts'
import { replayKey, replaysKey, startReplay } from '../replay.queries.ts'

export interface Signature {
  who: string
  why: string
  confirm: string
}

export interface StartAct {
  busy: ReplayMode | null
  error: unknown
  /** The dry run of the plan that is shown. */
  dryRun: string | null
  run: (mode: ReplayMode, accept: readonly ReplayWarningCode[], signed?: Signature) => void
}

interface StartOptions {
  cluster: string
  plan: ReplayPlan | undefined
  onBegun: (id: string) => void
  /** The plan does not hold any more; the words say what changed. */
  onChanged: (message: string) => void
}

const UNSIGNED: Signature = { who: '', why: '', confirm: '' }
const isChanged = (error: unknown): error is ApiError =>
  error instanceof ApiError && error.code === 'PLAN_CHANGED'

/** Begins a job of the plan that is shown, once however often it is asked for. */
export function useStart({ cluster, plan, onBegun, onChanged }: StartOptions): StartAct {
  const queries = useQueryClient()
  const keys = useRef(new Map<string, string>())
  const { mutate, data, error, isPending, variables } = useMutation({
    // The same request has the same key, so that pressing again after a lost answer begins nothing twice.
    mutationFn: (start: ReplayStart) => {
      const request = JSON.stringify(start)
      const key = keys.current.get(request) ?? newKey()
      keys.current.set(request, key)
      return startReplay(cluster, start, key)
    },
    onSuccess: (job, start) => {
      queries.setQueryData(replayKey(cluster, job.id), job)
      void queries.invalidateQueries({ queryKey: replaysKey(cluster) })
      if (start.mode === 'run') onBegun(job.id)
      // Another dry run of the same plan is another job.
      else keys.current.delete(JSON.stringify(start))
    },
    onError: (fault) => {
      if (isChanged(fault)) onChanged(fault.message)
    },
  })
  const mine = variables !== undefined && variables.plan === plan?.plan
  return {
    busy: isPending ? (variables?.mode ?? null) : null,
    error: mine && !isChanged(error) ? error : null,
    dryRun: mine && data?.mode === 'dry-run' ? data.id : null,
    run: (mode, accept, signed = UNSIGNED) =>
      plan && mutate({ plan: plan.plan, mode, accept: [...accept], ...signed }),
  }
}
