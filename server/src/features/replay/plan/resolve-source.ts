import type { MissingPartition, ScanRequest } from '@sluice/shared/messages'
import type { ReplaySource } from '@sluice/shared/replay'
import { higherOf, lowerOf } from '#features/messages/offset-order.ts'
import { SCAN_LIMITS } from '#features/messages/scan-limits.ts'
import { scanMessages } from '#features/messages/scan-messages.ts'
import { AppError } from '#http/app-error.ts'
import type { KafkaGateway, TopicPartitionId } from '#kafka/gateway.ts'
import type { PlannerDeps } from './planner-deps.ts'

/** `[from, to)` of one partition, with where its log stands. */
export interface SourceRange extends TopicPartitionId {
  from: bigint
  to: bigint
  logStart: bigint
  logEnd: bigint
  lastStable: bigint
}

export interface ResolvedSource {
  ranges: SourceRange[]
  /** Partitions that could not be asked. */
  missing: MissingPartition[]
}

/**
 * What a source spans now, its ends frozen: the ranges that a scan of the same words begins with. Rejects as a scan does,
 * and with `BAD_REQUEST` for a record of a topic that is not among the sources.
 */
export async function resolveSource(
  deps: Pick<PlannerDeps, 'scan' | 'filters' | 'now'>,
  { cluster, gateway }: { cluster: string; gateway: KafkaGateway },
  source: ReplaySource,
  signal: AbortSignal,
): Promise<ResolvedSource> {
  const { scan, filters, now } = deps
  const request = requestOf(source)
  const call = { cluster, requestId: 'replay-plan', request }
  const frames = scanMessages({ ...scan, gateway, filters, limits: SCAN_LIMITS, now }, call, signal)
  try {
    const { value: open } = await frames.next()
    if (open?.t !== 'open') throw new Error('A scan begins with its open frame')
    const ranges = open.ranges.map(({ topic, partition, start, end, logStart, logEnd, lastStable }) => ({
      ...{ topic, partition, from: BigInt(start), to: BigInt(end) },
      ...{ logStart: BigInt(logStart), logEnd: BigInt(logEnd), lastStable: BigInt(lastStable) },
    }))
    const cut = source.records === undefined ? ranges : aroundRecords(ranges, source.records, source.topics)
    return { ranges: cut.filter(({ from, to }) => from < to), missing: open.missing }
  } finally {
    await frames.return()
  }
}

/** No filter: it does not change the ranges. The order is the one in which "the newest n" has a beginning. */
function requestOf({ topics, partitions, from, to, records, key, isolation }: ReplaySource): ScanRequest {
  const [first, ...others] = [...new Set(topics)]
  return {
    ...(others.length === 0 && first !== undefined ? { topic: first } : { topics }),
    ...(partitions === undefined ? {} : { partitions }),
    ...(records === undefined ? { from, ...(to === undefined ? {} : { to }) } : { from: { oldest: true } }),
    ...(key === undefined || records !== undefined ? {} : { key }),
    order: 'forward',
    isolation,
  }
}

/** Of each partition from the first to the last record that is named. */
function aroundRecords(
  ranges: readonly SourceRange[],
  records: NonNullable<ReplaySource['records']>,
  topics: readonly string[],
): SourceRange[] {
  const foreign = records.find(({ topic }) => !topics.includes(topic))
  if (foreign !== undefined) {
    const message = `A record of topic "${foreign.topic}" is named, which is not among the sources. Add the topic, or leave the record out.`
    throw new AppError('BAD_REQUEST', message)
  }
  const named = Map.groupBy(records, ({ topic, partition }) => `${topic}/${partition}`)
  return ranges.flatMap((range) => {
    const offsets = named.get(`${range.topic}/${range.partition}`)?.map(({ offset }) => BigInt(offset))
    if (offsets === undefined) return []
    const first = offsets.reduce(lowerOf)
    const last = offsets.reduce(higherOf)
    const from = higherOf(first, range.from)
    const to = lowerOf(last + 1n, range.to)
    return [{ ...range, from, to }]
  })
}
