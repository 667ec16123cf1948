import type { ReplayWarning } from '@sluice/shared/replay-plan'
import type { TopicDescription } from '#kafka/gateway.ts'
import { KafkaFault } from '#kafka/kafka-fault.ts'
import { configsOf, type Ground, isCompacted, numberIn, warning } from './ground.ts'
import { isThere, type KnownTopic } from './read-ground.ts'

/** Whether topics can be written to at all, and how many partitions they have for it. */
export function warnOfTargets(ground: Ground): ReplayWarning[] {
  return ground.targets.flatMap((topic) => [
    ...presence(ground, topic),
    ...(isThere(topic) && ground.spec.target.kind !== 'sandbox'
      ? [
          ...innards(topic),
          ...replicas(topic),
          ...ownSource(ground, topic),
          ...partitionCounts(ground, topic),
        ]
      : []),
    ...fixedPartition(ground, topic),
    ...compaction(ground, topic),
  ])
}

function presence({ spec, targetCluster }: Ground, { topic, description }: KnownTopic): ReplayWarning[] {
  const wanted = spec.target.kind !== 'sandbox'
  if (!(description instanceof KafkaFault)) {
    if (wanted) return []
    const message = `A topic "${topic}" is there already on cluster "${targetCluster}". Choose another name for the sandbox.`
    return [warning('target-exists', 'block', message, { topic })]
  }
  if (description.code === 'TOPIC_NOT_FOUND') {
    if (!wanted) return []
    const message = `There is no topic "${topic}" on cluster "${targetCluster}". Make it first, or choose a sandbox, which is made for you.`
    return [warning('target-missing', 'block', message, { topic })]
  }
  const code = description.code === 'NOT_AUTHORIZED' ? 'target-not-authorized' : 'target-missing'
  return [warning(code, 'block', `${description.message} Nothing can be written there.`, { topic })]
}

/** What Kafka, or software on it, keeps its own state in. */
function innards({ topic, description }: Described): ReplayWarning[] {
  if (description.internal || topic.startsWith('__')) {
    const message = `"${topic}" belongs to Kafka itself, or to what runs on it: records that others wrote there can break it. Choose another topic.`
    return [warning('target-internal', 'block', message, { topic })]
  }
  if (!topic.startsWith('_') && !/-(changelog|repartition)$/.test(topic)) return []
  const message = `"${topic}" is named like a topic in which software keeps its own state (a registry, Kafka Streams). Writing there changes that state behind its back.`
  return [warning('target-internal', 'accept', message, { topic })]
}

function replicas({ topic, description, configs }: Described): ReplayWarning[] {
  const least = numberIn(configs, 'min.insync.replicas') ?? 1
  const weak = description.partitions.filter(({ leader, isr }) => leader === null || isr.length < least)
  if (weak.length === 0) return []
  const message = `${weak.length} of ${description.partitions.length} partitions of "${topic}" have no leader or fewer than ${least} replicas in sync (min.insync.replicas): writes to them fail until that is mended, and the job waits.`
  return [warning('target-min-isr', 'accept', message, { topic })]
}

function ownSource({ spec, cluster, targetCluster }: Ground, { topic }: Described): ReplayWarning[] {
  if (cluster !== targetCluster || !spec.source.topics.includes(topic)) return []
  const message = `"${topic}" is source and target at once: each record selected will stand in it twice, and every reader of it sees them again. The end is frozen, so the job does not read what it writes.`
  return [warning('target-is-source', 'accept', message, { topic })]
}

function fixedPartition({ spec, sandbox }: Ground, known: KnownTopic): ReplayWarning[] {
  const { topic } = known
  const made = sandbox.find((one) => one.topic === topic)?.partitions
  const count = made ?? (isThere(known) ? known.description.partitions.length : null)
  const choice = spec.fidelity.partition
  if (choice.by !== 'fixed' || count === null || choice.partition < count) return []
  const { partition } = choice
  const message = `"${topic}" has ${count} partitions, so there is no partition ${partition}. Choose one from 0 to ${count - 1}.`
  return [warning('target-fewer-partitions', 'block', message, { topic })]
}

type Described = KnownTopic & { description: TopicDescription }

function partitionCounts(ground: Ground, topic: Described): ReplayWarning[] {
  const { spec, ranges, sources } = ground
  const { by } = spec.fidelity.partition
  const count = topic.description.partitions.length
  if (by !== 'same' || spec.target.kind === 'origin') return []
  const highest = Math.max(-1, ...ranges.map(({ partition }) => partition))
  if (highest >= count) {
    const message = `"${topic.topic}" has ${count} partitions, and records of partition ${highest} are selected. Let the key choose the partition, or take a topic with more of them.`
    return [warning('target-fewer-partitions', 'block', message, { topic: topic.topic })]
  }
  const most = Math.max(
    0,
    ...[...sources.values()].map((source) => (isThere(source) ? source.description.partitions.length : 0)),
  )
  if (count <= most || spec.target.kind === 'same') return []
  const message = `"${topic.topic}" has ${count} partitions, its source ${most}. With the partition kept, a key stands where its own producers would not put it: readers that join or look up by key miss it. Let the key choose the partition if that matters.`
  return [warning('target-more-partitions', 'note', message, { topic: topic.topic })]
}

function compaction(ground: Ground, topic: KnownTopic): ReplayWarning[] {
  if (!isCompacted(configsOf(ground, topic))) return []
  const tally = ground.surveyed.tally.targets.get(topic.topic)
  const warnings: ReplayWarning[] = []
  const holds = isThere(topic) && ground.filled?.has(topic.topic) !== false
  if (holds && ground.spec.target.kind !== 'sandbox') {
    const message = `"${topic.topic}" is compacted: a record written now is the newest of its key, so old values take the place of current ones, and tombstones delete what is there. Only go on if that is what you want.`
    warnings.push(warning('target-compacted-regress', 'accept', message, { topic: topic.topic }))
  }
  if (tally !== undefined && tally.nullKeys > 0) {
    const message = `"${topic.topic}" is compacted and takes no record without a key, and some of those selected have none. Filter them out (key != null), or make a key.`
    warnings.push(
      warning('target-compacted-null-key', 'block', message, { topic: topic.topic, count: tally.nullKeys }),
    )
  }
  return warnings
}
