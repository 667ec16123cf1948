import { MessageDetail } from '@sluice/shared/messages-detail'
import { paths } from '@sluice/shared/paths'
import { DeadLetters } from '@sluice/shared/replay-dead-letters'
import { queryOptions } from '@tanstack/react-query'
import { getJson } from '#api/client.ts'

/** A look at one moment: what comes in afterwards is seen when it is looked again. */
export const deadLettersQuery = (cluster: string, topic: string, from: string) =>
  queryOptions({
    queryKey: ['dead-letters', cluster, topic, from] as const,
    queryFn: ({ signal }) =>
      getJson(paths.deadLetters(cluster), DeadLetters, {
        signal,
        query: { topic, from: from === '' ? undefined : from },
      }),
    enabled: topic !== '',
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })

/** The whole of a record, to write its value anew. */
export const deadLetterQuery = (cluster: string, topic: string, partition: number, offset: string) =>
  queryOptions({
    queryKey: ['dead-letters', cluster, topic, partition, offset] as const,
    queryFn: ({ signal }) =>
      getJson(paths.message(cluster, topic, partition, offset), MessageDetail, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
