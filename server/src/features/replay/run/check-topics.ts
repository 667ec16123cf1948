import type { KafkaGateway } from '#kafka/gateway.ts'
import type { WatchedTopic } from './job-record.ts'
import { ReplayFailure } from './session-end.ts'

type Describes = Pick<KafkaGateway, 'describeTopics'>

/** Topics as they are now, to be held against later. Throws the fault of one that cannot be described. */
export async function lookAtTopics(
  gatewayOf: (cluster: string) => Describes,
  topics: readonly { cluster: string; topic: string }[],
  signal: AbortSignal,
): Promise<WatchedTopic[]> {
  const clusters = Map.groupBy(topics, ({ cluster }) => cluster)
  const looked = [...clusters].map(async ([cluster, of]) => {
    const names = [...new Set(of.map(({ topic }) => topic))]
    const outcomes = await gatewayOf(cluster).describeTopics(names, { signal })
    return outcomes.map((outcome): WatchedTopic => {
      if (!outcome.ok) throw outcome.fault
      const { name, topicId, partitions } = outcome.value
      return { cluster, topic: name, topicId, partitions: partitions.length }
    })
  })
  return (await Promise.all(looked)).flat()
}

/** Throws a {@link ReplayFailure} where a topic is another one than it was, or has more partitions. */
export function mustBeSame(before: readonly WatchedTopic[], now: readonly WatchedTopic[]): void {
  for (const was of before) {
    const is = now.find(({ cluster, topic }) => cluster === was.cluster && topic === was.topic)
    if (is === undefined || (is.topicId !== was.topicId && is.topicId !== null && was.topicId !== null))
      throw new ReplayFailure(
        'TOPIC_NOT_FOUND',
        `Topic "${was.topic}" was deleted, and perhaps made anew, since the job began: it is not what was planned for. Make a new plan.`,
      )
    if (is.partitions !== was.partitions)
      throw new ReplayFailure(
        'PLAN_CHANGED',
        `Topic "${was.topic}" had ${was.partitions} partitions when the job began and has ${is.partitions} now: keys may have moved. Make a new plan.`,
      )
  }
}
