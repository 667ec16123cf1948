import { useQuery } from '@tanstack/react-query'
import { useText } from '#lib/i18n/text-provider.tsx'
import { alertListQuery } from './alerts.queries.ts'

/** Why nobody may change the alerts of this Sluice, in words; null where one may, or where it is not known yet. */
export function useAlertRefusal(cluster: string): string | null {
  const { t } = useText()
  const { data } = useQuery(alertListQuery(cluster))
  return data === undefined || data.writes.allowed ? null : t('alerts.readOnly')
}
