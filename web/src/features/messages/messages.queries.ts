import { CelCheck, TopicFields } from '@sluice/shared/messages-cel'
import { MessageDetail } from '@sluice/shared/messages-detail'
import { Histogram } from '@sluice/shared/messages-histogram'
import { paths } from '@sluice/shared/paths'
import { queryOptions } from '@tanstack/react-query'
import { getJson, sendJson } from '#api/client.ts'
import type { AskedHistogram } from './histogram/histogram-request.ts'
import type { RecordPlace } from './place.url.ts'

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

/** Messages by time, as they were for one run of a scan; until the next are here, those before stay in sight. */
export const histogramQuery = (cluster: string, asked: AskedHistogram, run: string | null) =>
  queryOptions({
    queryKey: ['histogram', cluster, histogramOf(asked), asked, run] as const,
    queryFn: ({ signal }) => sendJson('POST', paths.histogram(cluster), Histogram, asked, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 10_000,
    placeholderData: (previous, query) => (query?.queryKey[2] === histogramOf(asked) ? previous : undefined),
  })

const histogramOf = ({ topic, topics }: AskedHistogram): string => topic ?? topics?.join() ?? ''

/** The paths of the newest messages; what a topic holds changes slowly. */
export const topicFieldsQuery = (cluster: string, topic: string) =>
  queryOptions({
    queryKey: ['fields', cluster, topic] as const,
    queryFn: ({ signal }) => getJson(paths.fields(cluster, topic), TopicFields, { signal }),
    staleTime: 60_000,
  })

/** What is wrong with an expression, if anything. The answer to one text never changes. */
export const celCheckQuery = (cel: string) =>
  queryOptions({
    queryKey: ['cel', cel] as const,
    queryFn: () => sendJson('POST', paths.filterCheck(), CelCheck, { cel }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    retry: false,
  })
