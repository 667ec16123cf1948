import type { ItemFault } from '@sluice/shared/errors'
import type { TopicList, TopicListQuery, TopicSummary } from '@sluice/shared/topics'
import type { CleanupPolicies } from './cleanup-policies.ts'
import { collectFaults } from './collect-faults.ts'
import { selectTopics } from './select-topics.ts'
import type { TopicCatalog } from './topic-catalog.ts'
import type { TopicFigures } from './topic-figures.ts'

export interface ListTopicsDeps {
  catalog: TopicCatalog
  policies: CleanupPolicies
}

export async function listTopics(
  { catalog, policies }: ListTopicsDeps,
  query: TopicListQuery,
  signal?: AbortSignal,
): Promise<TopicList> {
  const { value: snapshot, asOf } = await catalog.snapshot()
  const { page, total, hiddenInternal } = selectTopics(snapshot.topics, query)
  const cleanup = await policies.of(
    page.map(({ name }) => name),
    signal,
  )
  return {
    topics: page.map((topic) => toSummary(topic, cleanup.get(topic.name))),
    total,
    hiddenInternal,
    page: query.page,
    pageSize: query.pageSize,
    asOf,
    ...(snapshot.unreadable.length > 0 ? { unreadable: snapshot.unreadable } : {}),
  }
}

function toSummary(topic: TopicFigures, cleanup: string | ItemFault | undefined): TopicSummary {
  const { folded: _, ...figures } = topic
  const known = typeof cleanup === 'string'
  return {
    ...figures,
    logStart: topic.logStart?.toString() ?? null,
    logEnd: topic.logEnd?.toString() ?? null,
    messages: topic.messages?.toString() ?? null,
    bytes: topic.bytes?.toString() ?? null,
    cleanupPolicy: known ? cleanup : null,
    faults: known || cleanup === undefined ? topic.faults : collectFaults([...topic.faults, cleanup]),
  }
}
