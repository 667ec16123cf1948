import { useQuery } from '@tanstack/react-query'
import { clusterListQuery } from '#features/clusters/clusters.queries.ts'
import { topicQuery } from '#features/topics/topics.queries.ts'
import { useText } from '#lib/i18n/text-provider.tsx'

/** Why nothing can be written to the topic, or to any, in words; null where it can. What the user may do is Kafka's to say. */
export function useWriteRefusal(cluster: string, topic: string | null): string | null {
  const { t } = useText()
  const { data: list } = useQuery(clusterListQuery())
  const { data: detail } = useQuery({ ...topicQuery(cluster, topic ?? ''), enabled: topic !== null })
  const writes = list?.clusters.find(({ name }) => name === cluster)?.writes
  if (writes === undefined) return t('produce.unknownWrites')
  if (writes.reason === 'configured') return t('produce.readOnlyConfigured', { cluster })
  if (writes.reason === 'no-authentication') return t('produce.readOnlyOpen')
  return detail?.internal ? t('produce.readOnlyInternal') : null
}
