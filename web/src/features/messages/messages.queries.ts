import { MessageDetail } from '@sluice/shared/messages-detail'
import { paths } from '@sluice/shared/paths'
import { queryOptions } from '@tanstack/react-query'
import { getJson } from '#api/client.ts'
import type { RecordPlace } from './messages.url.ts'

/** One record, whole. A record never changes; it can only go, and then the one in hand is still the truth of its time. */
export const messageQuery = (cluster: string, topic: string, { partition, offset }: RecordPlace) =>
  queryOptions({
    queryKey: ['messages', cluster, topic, partition, offset] as const,
    queryFn: ({ signal }) =>
      getJson(paths.message(cluster, topic, partition, offset), MessageDetail, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    // Whole records may be megabytes: those not looked at for a while make room.
    gcTime: 60_000,
  })
