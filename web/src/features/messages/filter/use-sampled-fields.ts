import type { TopicFields } from '@sluice/shared/messages-cel'
import { useQueries } from '@tanstack/react-query'
import { topicFieldsQuery } from '../messages.queries.ts'
import { joinFields } from './join-fields.ts'

/** Of more topics the first stand for all: each sample is a small scan of its own. */
const TOPICS_SAMPLED = 8

/** The fields that messages have, sampled from their topics; undefined until all of the samples are here. */
export function useSampledFields(
  sampled: { cluster: string; topics: readonly string[] } | null,
): TopicFields | undefined {
  const topics = sampled?.topics.slice(0, TOPICS_SAMPLED) ?? []
  return useQueries({
    queries: topics.map((topic) => topicFieldsQuery(sampled?.cluster ?? '', topic)),
    combine: (results) => {
      // A topic that cannot be sampled leaves the others to tell what they have.
      if (results.length === 0 || results.some(({ isPending }) => isPending)) return undefined
      const samples = results.flatMap(({ data }) => data ?? [])
      return samples.length === 0 ? undefined : joinFields(samples)
    },
  })
}
