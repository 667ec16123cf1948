import type { ScanRequest } from '@sluice/shared/messages'
import { noLeader, partitionNotFound } from '#kafka/faults.ts'
import type { OffsetPosition, OffsetQuery, TopicDescription, TopicPartitionId } from '#kafka/gateway.ts'
import { KafkaFault } from '#kafka/kafka-fault.ts'
import { lowerOf } from './offset-order.ts'
import { PartitionMap } from './partition-map.ts'
import type { ScanContext } from './scan-context.ts'
import { boundLevel } from './transactions/read-level.ts'

/** Where one partition's log begins and ends now. */
export interface Bounds extends TopicPartitionId {
  logStart: bigint
  /** The high watermark. */
  logEnd: bigint
  lastStable: bigint
}

/**
 * The topics that can be asked, in the order of their names; of several, the others are noted as missing. Rejects with
 * the fault of a topic that is the only one: without it nothing can be scanned.
 */
export async function describeTopics(ctx: ScanContext): Promise<TopicDescription[]> {
  const { topics, limits } = ctx
  const options = { signal: ctx.stop.signal, timeoutMs: limits.callTimeoutMs }
  const outcomes = await ctx.gateway.describeTopics(topics, options)
  return topics.flatMap((topic, index) => {
    const outcome = outcomes[index]
    if (outcome?.ok) return [outcome.value]
    const fault = outcome?.fault ?? new KafkaFault('INTERNAL', `Kafka said nothing of topic "${topic}".`)
    if (topics.length === 1) throw fault
    ctx.missing.set({ topic, partition: null }, fault)
    return []
  })
}

/** The partitions asked for; one that the topic lacks is refused, since the answer would silently be another. */
export function choosePartitions(request: ScanRequest, topic: TopicDescription): TopicPartitionId[] {
  const existing = new Set(topic.partitions.map(({ partition }) => partition))
  const positions = [request.from, request.to].flatMap((position) =>
    position !== undefined && 'offsets' in position ? [Object.keys(position.offsets).map(Number)] : [],
  )
  const wishes = request.partitions === undefined ? positions : [request.partitions, ...positions]
  for (const partition of wishes.flat()) {
    if (existing.has(partition)) continue
    throw partitionNotFound(topic.name, partition, existing.size)
  }
  const wanted = wishes.map((wish) => new Set(wish))
  return [...existing]
    .filter((partition) => wanted.every((wish) => wish.has(partition)))
    .sort((a, b) => a - b)
    .map((partition) => ({ topic: topic.name, partition }))
}

/** The bounds of each partition that answers; the others are noted as missing. */
export async function readBounds(
  ctx: ScanContext,
  topics: readonly TopicDescription[],
  partitions: readonly TopicPartitionId[],
): Promise<PartitionMap<Bounds>> {
  const led = new PartitionMap(
    topics.flatMap(({ name, partitions: all }) =>
      all.map(({ partition, leader }) => [{ topic: name, partition }, leader !== null] as const),
    ),
  )
  for (const id of partitions) {
    if (led.get(id) === false) ctx.missing.set(id, noLeader(id.topic, id.partition))
  }
  const asked = partitions.filter((id) => led.get(id) !== false)
  const [starts, ends] = await Promise.all([
    askOffsets(ctx, asked, 'earliest', 'read_uncommitted'),
    askOffsets(ctx, asked, 'latest', 'read_uncommitted'),
  ])
  // Asked after the ends: only then does a lower one prove an open transaction rather than records that came between.
  const stable = await askOffsets(ctx, asked, 'latest', 'read_committed')
  const bounds = new PartitionMap<Bounds>()
  for (const { topic, partition } of asked) {
    const id = { topic, partition }
    const [logStart, logEnd, lastStable] = [starts, ends, stable].map((found) => found.get(id))
    if (logStart == null || logEnd == null || lastStable == null) continue
    bounds.set(id, { ...id, logStart, logEnd, lastStable: lowerOf(lastStable, logEnd) })
  }
  return bounds
}

/**
 * The offset at one position in each partition: null where there is none, absent where the partition did not answer,
 * which is then noted as missing.
 */
export async function askOffsets(
  ctx: ScanContext,
  partitions: readonly TopicPartitionId[],
  at: OffsetPosition,
  isolation = boundLevel(ctx.isolation),
): Promise<PartitionMap<bigint | null>> {
  const found = new PartitionMap<bigint | null>()
  if (partitions.length === 0) return found
  const queries: OffsetQuery[] = partitions.map(({ topic, partition }) => ({ topic, partition, at }))
  const outcomes = await ctx.gateway.listOffsets(queries, {
    isolation,
    signal: ctx.stop.signal,
    timeoutMs: ctx.limits.callTimeoutMs,
  })
  for (const [index, outcome] of outcomes.entries()) {
    const id = partitions[index]
    if (id === undefined) continue
    if (outcome.ok) found.set(id, outcome.value.offset)
    else ctx.missing.set(id, outcome.fault)
  }
  return found
}
