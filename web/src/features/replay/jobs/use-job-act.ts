import { useMutation, useQueryClient } from '@tanstack/react-query'
import { describeError } from '#lib/describe-error.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { notify } from '#lib/notice.ts'
import { actOnReplay, type ReplayAct, replayKey } from '../replay.queries.ts'

export interface JobAct {
  /** What is under way; null: nothing. */
  busy: ReplayAct | null
  act: (what: ReplayAct) => void
}

/** Pauses, resumes, ends or verifies a job; what the server answers is shown at once. */
export function useJobAct(cluster: string, id: string): JobAct {
  const queries = useQueryClient()
  const { t } = useText()
  const { mutate, isPending, variables } = useMutation({
    mutationFn: (what: ReplayAct) => actOnReplay(cluster, id, what),
    onSuccess: (job) => queries.setQueryData(replayKey(cluster, id), job),
    onError: (error) => {
      const { headline, detail } = describeError(error, t)
      notify(t('replays.actFailed', { message: detail ?? headline }), 'trouble')
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['replays', cluster] }),
  })
  return {
    busy: isPending ? (variables ?? null) : null,
    act: (what) => {
      if (!isPending) mutate(what)
    },
  }
}
