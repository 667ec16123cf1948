import type { KafkaGateway } from '#kafka/gateway.ts'
import { KafkaFault, toItemFault } from '#kafka/kafka-fault.ts'
import type { GroupWatch } from './group-watch.ts'
import type { LagMemory } from './lag-memory.ts'
import type { TopicEntry } from './partition-book.ts'

/**
 * Looks whether the topics are the ones of the last time. Of one that was deleted and made anew all that was seen is
 * forgotten: offsets of two topics have nothing to do with each other.
 */
export async function readTopics(
  gateway: Pick<KafkaGateway, 'describeTopics'>,
  memory: LagMemory,
  topics: readonly TopicEntry[],
  {
    watch,
    now,
    ...options
  }: { watch: GroupWatch; now: () => number; signal: AbortSignal; timeoutMs: number },
): Promise<void> {
  if (topics.length === 0) return
  const outcomes = await describe(gateway, topics, options)
  if (outcomes === null) return
  for (const outcome of outcomes) {
    const topic = memory.book.find(outcome.ok ? outcome.value.name : outcome.name)
    if (topic === null) continue
    if (outcome.ok) {
      const { topicId } = outcome.value
      const other = topicId !== null && topic.topicId !== null && topicId !== topic.topicId
      if (other || topic.gone) begin(memory, topic, watch, now())
      topic.topicId = topicId
      topic.gone = false
      topic.fault = null
      continue
    }
    topic.fault = toItemFault(outcome.fault)
    topic.gone = outcome.fault.code === 'TOPIC_NOT_FOUND'
    if (topic.gone) forgetParts(memory, topic)
  }
}

function begin(memory: LagMemory, topic: TopicEntry, watch: GroupWatch, now: number): void {
  const { book, rows } = memory
  forgetParts(memory, topic)
  topic.configAt = Number.NaN
  topic.avgBytes = null
  topic.sizeAt = Number.NaN
  for (const record of memory.readers.get(topic.index) ?? []) {
    watch.recreated(record, topic.name, now)
    for (const row of record.rows) {
      if (book.topicOf[rows.part[row] ?? -1] !== topic.index) continue
      memory.restart(row)
    }
  }
}

function forgetParts({ book }: LagMemory, { parts }: TopicEntry): void {
  for (const part of parts.values()) book.forget(part)
}

/** Null: nothing could be told, and each topic is as it was. */
async function describe(
  gateway: Pick<KafkaGateway, 'describeTopics'>,
  topics: readonly TopicEntry[],
  options: { signal: AbortSignal; timeoutMs: number },
): Promise<Awaited<ReturnType<KafkaGateway['describeTopics']>> | null> {
  try {
    return await gateway.describeTopics(
      topics.map(({ name }) => name),
      options,
    )
  } catch (error) {
    if (!(error instanceof KafkaFault)) throw error
    return null
  }
}
