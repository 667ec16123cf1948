import { ENTITY_LOG, eventLog, type TopicPlan } from '../kafka/make-topics.ts'
import { STREAMS } from './service-table.ts'

const PARTITIONS = 4

export const TOPIC_PLANS: readonly TopicPlan[] = STREAMS.map((topic) => ({
  topic,
  partitions: PARTITIONS,
  config: topic === 'best-book.ranking' ? ENTITY_LOG : eventLog({ hours: 72, megabytes: 16 }),
}))
