import type { ScanRequest } from '@sluice/shared/messages'
import { noLeader, partitionNotFound } from '#kafka/faults.ts'
import type { OffsetPosition, OffsetQuery, TopicDescription } from '#kafka/gateway.ts'
import { KafkaFault } from '#kafka/kafka-fault.ts'
import { lowerOf } from './offset-order.ts'
import type { ScanContext } from './scan-context.ts'

/** Where one partition's log begins and ends now. */
export interface Bounds {
  partition: number
  logStart: bigint
  /** The high watermark. */
  logEnd: bigint
  lastStable: bigint
}

/** Rejects with the topic's fault: without the topic nothing can be scanned. */
export async function describeTopic(ctx: ScanContext): Promise<TopicDescription> {
  const { signal } = ctx.stop
  const [outcome] = await ctx.gateway.describeTopics([ctx.topic], {
    signal,
    timeoutMs: ctx.limits.callTimeoutMs,
  })
  if (outcome === undefined) throw new KafkaFault('INTERNAL', `Kafka said nothing of topic "${ctx.topic}".`)
  if (!outcome.ok) throw outcome.fault
  return outcome.value
}

/** The partitions asked for; one that the topic lacks is refused, since the answer would silently be another. */
export function choosePartitions(request: ScanRequest, topic: TopicDescription): number[] {
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
  return [...existing].filter((id) => wanted.every((wish) => wish.has(id))).sort((a, b) => a - b)
}

/** The bounds of each partition that answers; the others are noted as missing. */
export async function readBounds(
  ctx: ScanContext,
  topic: TopicDescription,
  partitions: readonly number[],
): Promise<Map<number, Bounds>> {
  const leaderless = new Set(topic.partitions.filter(({ leader }) => leader === null).map((p) => p.partition))
  for (const partition of partitions) {
    if (leaderless.has(partition)) ctx.missing.set(partition, noLeader(ctx.topic, partition))
  }
  const asked = partitions.filter((partition) => !leaderless.has(partition))
  const [starts, ends] = await Promise.all([
    askOffsets(ctx, asked, 'earliest', 'read_uncommitted'),
    askOffsets(ctx, asked, 'latest', 'read_uncommitted'),
  ])
  // Asked after the ends: only then does a lower one prove an open transaction rather than records that came between.
  const stable = await askOffsets(ctx, asked, 'latest', 'read_committed')
  const bounds = new Map<number, Bounds>()
  for (const partition of asked) {
    const [logStart, logEnd, lastStable] = [starts, ends, stable].map((found) => found.get(partition))
    if (logStart == null || logEnd == null || lastStable == null) continue
    bounds.set(partition, {
      partition,
      logStart,
      logEnd,
      lastStable: lowerOf(lastStable, logEnd),
    })
  }
  return bounds
}

/**
 * The offset at one position in each partition: null where there is none, absent where the partition did not answer,
 * which is then noted as missing.
 */
export async function askOffsets(
  ctx: ScanContext,
  partitions: readonly number[],
  at: OffsetPosition,
  isolation = ctx.isolation,
): Promise<Map<number, bigint | null>> {
  const found = new Map<number, bigint | null>()
  if (partitions.length === 0) return found
  const queries: OffsetQuery[] = partitions.map((partition) => ({ topic: ctx.topic, partition, at }))
  const outcomes = await ctx.gateway.listOffsets(queries, {
    isolation,
    signal: ctx.stop.signal,
    timeoutMs: ctx.limits.callTimeoutMs,
  })
  for (const [index, outcome] of outcomes.entries()) {
    const partition = partitions[index]
    if (partition === undefined) continue
    if (outcome.ok) found.set(partition, outcome.value.offset)
    else ctx.missing.set(partition, outcome.fault)
  }
  return found
}
