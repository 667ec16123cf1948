import type { KafkaGateway, OffsetPosition, TopicPartitionId } from '#kafka/gateway.ts'
import type { KafkaFault } from '#kafka/kafka-fault.ts'

/** What there is to read of a partition: from `from` to before `end`. */
export interface Backlog {
  partition: TopicPartitionId
  from: bigint
  end: bigint
  /** It was never read before. */
  first: boolean
}

/** Of a log not seen before, its newest records: enough to see who writes it. */
const FIRST_RECORDS = 50n

type Options = { signal: AbortSignal; timeoutMs: number }

/** How far each partition is behind its end. `placeOf`: the next offset to read, null where it was never read. */
export async function findBacklogs(
  gateway: Pick<KafkaGateway, 'listOffsets'>,
  partitions: readonly TopicPartitionId[],
  placeOf: (partition: TopicPartitionId) => bigint | null,
  options: Options,
): Promise<{ backlogs: Backlog[]; faults: { partition: TopicPartitionId; fault: KafkaFault }[] }> {
  const faults: { partition: TopicPartitionId; fault: KafkaFault }[] = []
  const look = async (asked: readonly TopicPartitionId[], at: OffsetPosition) => {
    const found = new Map<TopicPartitionId, bigint>()
    if (asked.length === 0) return found
    const outcomes = await gateway.listOffsets(
      asked.map((partition) => ({ ...partition, at })),
      options,
    )
    for (const [index, outcome] of outcomes.entries()) {
      const partition = asked[index]
      if (partition === undefined) continue
      if (!outcome.ok) faults.push({ partition, fault: outcome.fault })
      else if (outcome.value.offset !== null) found.set(partition, outcome.value.offset)
    }
    return found
  }
  const ends = await look(partitions, 'latest')
  const places = new Map(partitions.map((partition) => [partition, placeOf(partition)]))
  // A place beyond the end is of a topic that was deleted and made anew.
  const isFirst = (partition: TopicPartitionId, end: bigint) => {
    const place = places.get(partition) ?? null
    return place === null || place > end
  }
  const starts = await look(
    [...ends].filter(([partition, end]) => isFirst(partition, end)).map(([partition]) => partition),
    'earliest',
  )
  const backlogs = [...ends].flatMap(([partition, end]): Backlog[] => {
    if (!isFirst(partition, end)) {
      return [{ partition, from: places.get(partition) ?? end, end, first: false }]
    }
    const start = starts.get(partition)
    if (start === undefined) return []
    return [{ partition, from: newestFrom(start, end, FIRST_RECORDS), end, first: true }]
  })
  return { backlogs, faults }
}

/** Where the newest so many records of a log begin. */
export function newestFrom(start: bigint, end: bigint, records: bigint): bigint {
  if (end - records < start) return start
  return end - records
}
