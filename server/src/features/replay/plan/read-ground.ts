import type { ReplaySpec } from '@sluice/shared/replay'
import type { ReplayPlan, ReplayTargetTopic } from '@sluice/shared/replay-plan'
import type { CallOptions, KafkaGateway, TopicDescription } from '#kafka/gateway.ts'
import { KafkaFault } from '#kafka/kafka-fault.ts'
import { targetTopicOf } from '../shape/place-record.ts'

/** Settings that decide what becomes of what is written. */
const RELEVANT = [
  'cleanup.policy',
  'compression.type',
  'max.message.bytes',
  'message.timestamp.after.max.ms',
  'message.timestamp.before.max.ms',
  'message.timestamp.difference.max.ms',
  'message.timestamp.type',
  'min.insync.replicas',
  'retention.bytes',
  'retention.ms',
]

export type Configs = ReadonlyMap<string, string>

/** A topic that is read from or written to, as it is now; a fault where it is not there, or hidden. */
export interface KnownTopic {
  topic: string
  description: TopicDescription | KafkaFault
  configs: Configs
  /** Set on the topic itself: what a copy of it is made with. */
  ownConfigs: Configs
}

export function isThere(topic: KnownTopic): topic is KnownTopic & { description: TopicDescription } {
  return !(topic.description instanceof KafkaFault)
}

/** Topics with their settings, in the order of their names. What configuration may not be read counts as not known. */
export async function readTopics(
  gateway: Pick<KafkaGateway, 'describeTopics' | 'describeTopicConfigs'>,
  names: readonly string[],
  options: CallOptions,
): Promise<Map<string, KnownTopic>> {
  const asked = [...new Set(names)].sort()
  if (asked.length === 0) return new Map()
  const described = await gateway.describeTopics(asked, options)
  const there = described.flatMap((outcome) => (outcome.ok ? [outcome.value.name] : []))
  const configs = await readConfigs(gateway, there, options)
  return new Map(
    described.map((outcome): [string, KnownTopic] => {
      const topic = outcome.ok ? outcome.value.name : outcome.name
      const { all, own } = configs.get(topic) ?? { all: new Map(), own: new Map() }
      const description = outcome.ok ? outcome.value : outcome.fault
      return [topic, { topic, description, configs: all, ownConfigs: own }]
    }),
  )
}

async function readConfigs(
  gateway: Pick<KafkaGateway, 'describeTopicConfigs'>,
  names: readonly string[],
  options: CallOptions,
): Promise<Map<string, { all: Configs; own: Configs }>> {
  if (names.length === 0) return new Map()
  try {
    const outcomes = await gateway.describeTopicConfigs(names, options)
    return new Map(
      outcomes.flatMap((outcome) => {
        if (!outcome.ok) return []
        const { name, entries } = outcome.value
        const pairs = entries.flatMap((entry) =>
          entry.value === null ? [] : [{ ...entry, value: entry.value }],
        )
        const own = pairs.filter(
          ({ source, sensitive, readOnly }) => source === 'topic' && !sensitive && !readOnly,
        )
        const all = pairs.filter((entry) => RELEVANT.includes(entry.name))
        const toMap = (list: typeof pairs) => new Map(list.map((entry) => [entry.name, entry.value]))
        return [[name, { all: toMap(all), own: toMap(own) }]]
      }),
    )
  } catch (error) {
    // Without the right DescribeConfigs nothing is known of them; the plan is made all the same.
    if (error instanceof KafkaFault && (error.code === 'NOT_AUTHORIZED' || error.code === 'NOT_SUPPORTED'))
      return new Map()
    throw error
  }
}

/** Topics that a spec names as its targets, before any record was looked at. */
export function namedTargets({ source, target }: ReplaySpec): string[] {
  const topicOf = targetTopicOf(target)
  if (topicOf === null) return []
  return [...new Set(source.topics.map(topicOf))].filter((name) => name !== null).sort()
}

/** A target as the plan tells of it; `made`: what it will be made with, where it is one of a sandbox. */
export function toTarget(
  cluster: string,
  { topic, description, configs }: KnownTopic,
  made: { partitions: number; configs: Configs } | null,
): ReplayTargetTopic {
  const exists = !(description instanceof KafkaFault)
  const known = exists ? configs : (made?.configs ?? new Map<string, string>())
  return {
    cluster,
    topic,
    exists,
    topicId: exists ? description.topicId : null,
    partitions: exists ? description.partitions.length : (made?.partitions ?? null),
    configs: [...known].sort().map(([name, value]) => ({ name, value })),
  }
}

export function toSource(topic: KnownTopic): ReplayPlan['sources'] {
  if (!isThere(topic)) return []
  const { topicId, partitions } = topic.description
  return [{ topic: topic.topic, topicId, partitions: partitions.length }]
}
