import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import { describeError } from '#lib/describe-error.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { notify } from '#lib/notice.ts'
import { type AlertWrites, alertWrites } from './alerts.queries.ts'

/** Does something to the alerts of a cluster and has what is shown read again. What fails is said. */
export function useAlertAction(cluster: string) {
  const { t } = useText()
  const queries = useQueryClient()
  const writes = useMemo(() => alertWrites(cluster), [cluster])
  const [busy, setBusy] = useState(false)
  const act = useCallback(
    async <Result>(
      work: (writes: AlertWrites) => Promise<Result>,
      failed: string = t('alerts.actionFailed'),
    ): Promise<Result | null> => {
      setBusy(true)
      try {
        const result = await work(writes)
        await queries.invalidateQueries({ queryKey: ['alerts', cluster] })
        return result
      } catch (error) {
        const { headline, detail } = describeError(error, t)
        notify(`${failed}: ${detail ?? headline}`, 'trouble')
        return null
      } finally {
        setBusy(false)
      }
    },
    [queries, writes, cluster, t],
  )
  return { act, busy }
}
