import { filterOf } from '@sluice/shared/messages-find'
import { keyFilterOf } from '@sluice/shared/messages-key-find'
import { DEFAULT_QUERY, type MessagesQuery, queryKey, requestedTopics } from '@sluice/shared/messages-link'
import { TAIL_RATE_DEFAULT, type TailRequest } from '@sluice/shared/messages-tail'

/** A page that is followed does not begin empty. */
const NEWEST = 100

/** What of the query says which messages are followed: the range does not. */
export function liveKey({ topics, partitions, isolation, find, key, cel }: MessagesQuery): string {
  return queryKey({ ...DEFAULT_QUERY, topics, partitions, isolation, find, key, cel })
}

export function liveRequest(topic: string | null, query: MessagesQuery): TailRequest {
  const filter = filterOf(query.find, query.cel)
  return {
    ...requestedTopics(topic, query),
    from: { newest: NEWEST },
    maxPerSecond: TAIL_RATE_DEFAULT,
    isolation: query.isolation,
    ...(query.partitions === null ? {} : { partitions: [...query.partitions] }),
    ...(filter && { filter }),
    ...(query.key === null ? {} : { key: keyFilterOf(query.key) }),
  }
}
