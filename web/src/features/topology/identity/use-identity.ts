import type { IdentityRule } from '@sluice/shared/topology-identity'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { alertListQuery } from '#features/alerts/alerts.queries.ts'
import { describeError } from '#lib/describe-error.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { notify } from '#lib/notice.ts'
import { identityQuery, saveIdentity } from './identity.queries.ts'

/**
 * Who is who, and changing it. A change is made on the rules as they were read; where somebody else changed them in
 * between it is refused, said, and the rules are read again. `refusal`: why nobody may.
 */
export function useIdentity(cluster: string) {
  const { t } = useText()
  const queries = useQueryClient()
  const query = useQuery(identityQuery(cluster))
  // Alerts and rules are kept in the same place, so one may change both or neither.
  const { data: alerts } = useQuery(alertListQuery(cluster))
  const [busy, setBusy] = useState(false)
  const { data } = query
  const change = useCallback(
    async (make: (rules: readonly IdentityRule[]) => IdentityRule[]): Promise<boolean> => {
      if (data === undefined) return false
      setBusy(true)
      try {
        await saveIdentity(cluster, { version: data.version, rules: make(data.rules), who: '', why: '' })
        notify(t('who.kept'))
        return true
      } catch (error) {
        const { headline, detail } = describeError(error, t)
        notify(`${t('who.notKept')}: ${detail ?? headline}`, 'trouble')
        return false
      } finally {
        await Promise.all([
          queries.invalidateQueries({ queryKey: identityQuery(cluster).queryKey }),
          queries.invalidateQueries({ queryKey: ['topology', cluster] }),
        ])
        setBusy(false)
      }
    },
    [cluster, data, queries, t],
  )
  const refusal = alerts === undefined || alerts.writes.allowed ? null : t('who.readOnly')
  return { identity: data, error: query.error, retry: () => void query.refetch(), change, busy, refusal }
}
